using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workloads;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tests.Actors.Workloads;

public sealed class PodTests : IAsyncDisposable
{
    private readonly PlayedCluster _cluster = new();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Theory]
    [InlineData("Always", "", "Running", "running")]
    [InlineData("Never", "", "Succeeded", "Completed/0")]
    [InlineData("OnFailure", "", "Succeeded", "Completed/0")]
    [InlineData("Never", "embedded.idpbuilder.io/exit-code: '3'", "Failed", "Error/3")]
    [InlineData("Never", "embedded.idpbuilder.io/exit-code.main: '3'", "Failed", "Error/3")]
    [InlineData("Never", "embedded.idpbuilder.io/exit-code.other: '3'", "Succeeded", "Completed/0")]
    [InlineData("OnFailure", "embedded.idpbuilder.io/exit-code: 1,1,0", "Succeeded", "Completed/0")]
    [InlineData("Always", "embedded.idpbuilder.io/exit-code: '1'", "Running", "CrashLoopBackOff")]
    [InlineData("Never", "embedded.idpbuilder.io/duration: 2h", "Succeeded", "Completed/0")]
    public async Task A_pod_does_what_its_annotations_and_restart_policy_say(string policy, string annotation, string phase, string state)
    {
        await _cluster.CreateAsync(Pod("p", policy, annotation));
        await _cluster.SettleAsync();

        var pod = await _cluster.GetAsync(WorkloadKinds.Pod, "p");
        Assert.Equal(phase, PodStates.Phase(pod));
        Assert.Equal(state, StateOf(pod));
    }

    [Fact]
    public async Task A_run_takes_its_duration_in_cluster_time()
    {
        await _cluster.CreateAsync(Pod("p", "Never", "embedded.idpbuilder.io/duration: 1h30m"));
        await _cluster.SettleAsync();

        var ended = (await _cluster.GetAsync(WorkloadKinds.Pod, "p")).Status!["containerStatuses"]![0]!["state"]!["terminated"]!;
        Assert.Equal(TimeSpan.FromMinutes(90), DateTimeOffset.Parse(ended["finishedAt"]!.ToString()) - DateTimeOffset.Parse(ended["startedAt"]!.ToString()));
    }

    [Fact]
    public async Task A_crashing_container_is_restarted_with_back_off_and_remembers_how_it_ended()
    {
        await _cluster.CreateAsync(Pod("p", "Always", "embedded.idpbuilder.io/exit-code: '7'"));
        await _cluster.SettleAsync();

        var status = (await _cluster.GetAsync(WorkloadKinds.Pod, "p")).Status!["containerStatuses"]![0]!;
        Assert.Equal("7", status["lastState"]!["terminated"]!["exitCode"]!.ToString());
        Assert.Equal("5", status["restartCount"]!.ToString());
        Assert.StartsWith("back-off 2m40s restarting failed container=main pod=p_default(", status["state"]!["waiting"]!["message"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("BackOff", await _cluster.EventsAsync("Pod", "p"));
    }

    [Fact]
    public async Task Init_containers_run_one_after_the_other_and_a_sidecar_stays_until_the_end()
    {
        await _cluster.CreateAsync("""
            apiVersion: v1
            kind: Pod
            metadata:
              name: p
              annotations: {embedded.idpbuilder.io/duration.first: 10s}
            spec:
              restartPolicy: Never
              initContainers:
              - {name: first, image: a}
              - {name: proxy, image: b, restartPolicy: Always}
              - {name: second, image: c}
              containers: [{name: main, image: d}]
            """);
        await _cluster.SettleAsync();

        var pod = await _cluster.GetAsync(WorkloadKinds.Pod, "p");
        Assert.Equal("Succeeded", PodStates.Phase(pod));
        var inits = pod.Status!["initContainerStatuses"]!.AsArray().Select(item => item!["state"]!["terminated"]!).ToList();
        Assert.True(Time(inits[0]["finishedAt"]) <= Time(inits[1]["startedAt"]));
        Assert.True(Time(inits[1]["startedAt"]) <= Time(inits[2]["startedAt"]));
        Assert.True(Time(inits[1]["finishedAt"]) >= Time(pod.Status["containerStatuses"]![0]!["state"]!["terminated"]!["finishedAt"]));
    }

    [Fact]
    public async Task A_failed_init_container_fails_the_pod()
    {
        await _cluster.CreateAsync("""
            apiVersion: v1
            kind: Pod
            metadata: {name: p, annotations: {embedded.idpbuilder.io/exit-code.init: "2"} }
            spec:
              restartPolicy: Never
              initContainers: [{name: init, image: a}]
              containers: [{name: main, image: d}]
            """);
        await _cluster.SettleAsync();

        var pod = await _cluster.GetAsync(WorkloadKinds.Pod, "p");
        Assert.Equal("Failed", PodStates.Phase(pod));
        Assert.Equal("PodInitializing", pod.Status!["containerStatuses"]![0]!["state"]!["waiting"]!["reason"]!.ToString());
    }

    [Theory]
    [InlineData("envFrom: [{secretRef: {name: s}}]", "CreateContainerConfigError", "secret \"s\" not found")]
    [InlineData("envFrom: [{configMapRef: {name: s}}]", "CreateContainerConfigError", "configmap \"s\" not found")]
    [InlineData("env: [{name: A, valueFrom: {secretKeyRef: {name: s, key: k}}}]", "CreateContainerConfigError", "secret \"s\" not found")]
    [InlineData("env: [{name: A, valueFrom: {secretKeyRef: {name: s, key: k, optional: true}}}]", null, null)]
    public async Task A_container_waits_for_what_configures_it_and_starts_when_it_comes(string environment, string? reason, string? message)
    {
        await _cluster.CreateAsync($$"""
            apiVersion: v1
            kind: Pod
            metadata: {name: p}
            spec:
              restartPolicy: Always
              containers:
              - name: main
                image: d
                {{environment}}
            """);
        await _cluster.SettleAsync();
        var waiting = (await _cluster.GetAsync(WorkloadKinds.Pod, "p")).Status!["containerStatuses"]![0]!["state"]!["waiting"];
        Assert.Equal(reason, waiting?["reason"]?.ToString());
        Assert.Equal(message, waiting?["message"]?.ToString());

        await _cluster.CreateAsync("{apiVersion: v1, kind: Secret, metadata: {name: s}, stringData: {k: v}}\n---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: s}}");
        await _cluster.SettleAsync();

        Assert.True(PodStates.IsReady(await _cluster.GetAsync(WorkloadKinds.Pod, "p")));
    }

    [Fact]
    public async Task A_key_that_is_missing_is_named()
    {
        await _cluster.CreateAsync("{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {other: x}}");
        await _cluster.CreateAsync("""
            apiVersion: v1
            kind: Pod
            metadata: {name: p}
            spec:
              restartPolicy: Always
              containers: [{name: main, image: d, env: [{name: A, valueFrom: {configMapKeyRef: {name: c, key: k} } }]}]
            """);
        await _cluster.SettleAsync();

        var waiting = (await _cluster.GetAsync(WorkloadKinds.Pod, "p")).Status!["containerStatuses"]![0]!["state"]!["waiting"]!;
        Assert.Equal("couldn't find key k in ConfigMap default/c", waiting["message"]!.ToString());
    }

    [Theory]
    [InlineData("configMap: {name: x}", "MountVolume.SetUp failed for volume \"v\" : configmap \"x\" not found")]
    [InlineData("secret: {secretName: x}", "MountVolume.SetUp failed for volume \"v\" : secret \"x\" not found")]
    [InlineData("projected: {sources: [{secret: {name: x}}]}", "MountVolume.SetUp failed for volume \"v\" : secret \"x\" not found")]
    public async Task A_volume_that_cannot_be_mounted_keeps_all_containers_from_being_created(string volume, string message)
    {
        await _cluster.CreateAsync($$"""
            apiVersion: v1
            kind: Pod
            metadata: {name: p}
            spec:
              restartPolicy: Always
              volumes:
              - name: v
                {{volume}}
              containers: [{name: main, image: d}]
            """);
        await _cluster.SettleAsync();

        var pod = await _cluster.GetAsync(WorkloadKinds.Pod, "p");
        Assert.Equal("Pending", PodStates.Phase(pod));
        Assert.Equal("ContainerCreating", pod.Status!["containerStatuses"]![0]!["state"]!["waiting"]!["reason"]!.ToString());
        Assert.Contains(
            await _cluster.ListAsync(new GroupVersionKind(string.Empty, "v1", "Event")),
            item => item.Json["reason"]!.ToString() == "FailedMount" && item.Json["message"]!.ToString() == message);
    }

    [Fact]
    public async Task A_pod_that_fits_no_node_is_not_scheduled()
    {
        await _cluster.CreateAsync("""
            apiVersion: v1
            kind: Pod
            metadata: {name: p}
            spec: {restartPolicy: Always, nodeSelector: {disk: ssd}, containers: [{name: main, image: d}]}
            """);
        await _cluster.SettleAsync();

        var pod = await _cluster.GetAsync(WorkloadKinds.Pod, "p");
        Assert.Equal("Unschedulable", Conditions.Find(pod.Status, "PodScheduled")!["reason"]!.ToString());
        Assert.Null(pod.Spec!["nodeName"]);
    }

    [Theory]
    [InlineData("NoSchedule", "", false)]
    [InlineData("NoExecute", "", false)]
    [InlineData("PreferNoSchedule", "", true)]
    [InlineData("NoSchedule", "{key: dedicated, operator: Equal, value: gpu, effect: NoSchedule}", true)]
    [InlineData("NoSchedule", "{key: dedicated, value: gpu}", true)]
    [InlineData("NoSchedule", "{key: dedicated, value: other}", false)]
    [InlineData("NoSchedule", "{key: dedicated, operator: Exists, effect: NoExecute}", false)]
    [InlineData("NoSchedule", "{key: dedicated, operator: Exists}", true)]
    [InlineData("NoSchedule", "{operator: Exists}", true)]
    [InlineData("NoSchedule", "{key: other, operator: Exists}", false)]
    public async Task A_taint_keeps_off_the_pods_that_do_not_tolerate_it_until_it_is_taken_away(string effect, string toleration, bool runs)
    {
        await _cluster.SettleAsync();
        await _cluster.ChangeAsync(WorkloadKinds.Node, EmbeddedNode.Name, node => node["spec"]!["taints"] = new JsonArray(new JsonObject { ["key"] = "dedicated", ["value"] = "gpu", ["effect"] = effect }));

        // The scheduler, too, knows a taint only when its watch has brought it.
        await _cluster.SettleAsync();
        await _cluster.CreateAsync($$"""
            apiVersion: v1
            kind: Pod
            metadata: {name: p}
            spec: {restartPolicy: Always, tolerations: [{{toleration}}], containers: [{name: main, image: d}]}
            """);
        await _cluster.SettleAsync();

        var pod = await _cluster.GetAsync(WorkloadKinds.Pod, "p");
        Assert.Equal(runs ? "Running" : "Pending", PodStates.Phase(pod));
        Assert.Equal(!runs, Conditions.Find(pod.Status, "PodScheduled")!["message"]?.ToString().Contains("1 node(s) had untolerated taint {dedicated: gpu}", StringComparison.Ordinal) ?? false);

        await _cluster.ChangeAsync(WorkloadKinds.Node, EmbeddedNode.Name, node => node["spec"]!["taints"] = new JsonArray());
        await _cluster.SettleAsync();
        Assert.Equal("Running", PodStates.Phase(await _cluster.GetAsync(WorkloadKinds.Pod, "p")));
    }

    [Fact]
    public async Task A_running_pod_is_ended_and_goes_when_it_is_deleted()
    {
        // A Pod that comes before its namespace's kube-root-ca.crt says FailedMount first, as with a kubelet.
        await _cluster.SettleAsync();
        await _cluster.CreateAsync(Pod("p", "Always", string.Empty));
        await _cluster.SettleAsync();
        Assert.Equal(["Scheduled", "Pulled", "Created", "Started"], await _cluster.EventsAsync("Pod", "p"));

        await _cluster.DeleteAsync(WorkloadKinds.Pod, "p");
        await _cluster.SettleAsync();

        Assert.Null(await _cluster.FindAsync(WorkloadKinds.Pod, "p"));
        Assert.Contains("Killing", await _cluster.EventsAsync("Pod", "p"));
    }

    [Fact]
    public async Task A_pod_beyond_its_deadline_fails()
    {
        await _cluster.CreateAsync("""
            apiVersion: v1
            kind: Pod
            metadata: {name: p, annotations: {embedded.idpbuilder.io/duration: 1h} }
            spec: {restartPolicy: Never, activeDeadlineSeconds: 60, containers: [{name: main, image: d}]}
            """);
        await _cluster.SettleAsync();

        var pod = await _cluster.GetAsync(WorkloadKinds.Pod, "p");
        Assert.Equal(("Failed", "DeadlineExceeded"), (PodStates.Phase(pod), pod.Status!["reason"]!.ToString()));
    }

    [Fact]
    public async Task A_pod_that_another_actor_plays_is_left_alone_but_its_deletion_is_answered()
    {
        await _cluster.CreateAsync(Pod("p", "Never", "embedded.idpbuilder.io/played-by: argoexec"));
        await _cluster.SettleAsync();
        Assert.Equal("Pending", PodStates.Phase(await _cluster.GetAsync(WorkloadKinds.Pod, "p")));

        await _cluster.DeleteAsync(WorkloadKinds.Pod, "p");
        await _cluster.SettleAsync();

        Assert.Null(await _cluster.FindAsync(WorkloadKinds.Pod, "p"));
    }

    [Fact]
    public async Task A_value_that_cannot_be_read_is_said_in_an_event()
    {
        await _cluster.CreateAsync(Pod("p", "Never", "embedded.idpbuilder.io/exit-code: many"));
        await _cluster.SettleAsync();

        Assert.Contains("InvalidAnnotation", await _cluster.EventsAsync("Pod", "p"));
    }

    private static DateTimeOffset Time(System.Text.Json.Nodes.JsonNode? text) => DateTimeOffset.Parse(text!.ToString());

    private static string Pod(string name, string policy, string annotation) => $$"""
        apiVersion: v1
        kind: Pod
        metadata:
          name: {{name}}
          annotations: { {{(annotation.Length == 0 ? "a: b" : annotation.Contains(',') ? annotation.Replace(": ", ": '") + "'" : annotation)}} }
        spec:
          restartPolicy: {{policy}}
          containers: [{name: main, image: "busybox:1"}]
        """;

    private static string StateOf(Manifest pod)
    {
        var state = pod.Status!["containerStatuses"]![0]!["state"]!;
        return state["running"] is not null ? "running"
            : state["terminated"] is { } ended ? $"{ended["reason"]}/{ended["exitCode"]}"
            : state["waiting"]!["reason"]!.ToString();
    }
}
