using IdpBuilder.Embedded.Actors.Workloads;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tests.Actors.Workloads;

public sealed class DeploymentTests : IAsyncDisposable
{
    private readonly PlayedCluster _cluster = new();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_deployment_becomes_available_through_one_replica_set_and_its_pods()
    {
        await _cluster.CreateAsync(Deployment("web", replicas: 3));
        await _cluster.SettleAsync();

        var web = await _cluster.GetAsync(WorkloadKinds.Deployment, "web");
        Assert.Equal((3, 3, 3, 3), Counts(web));
        Assert.Equal("True MinimumReplicasAvailable", Condition(web, "Available"));
        Assert.Equal("True NewReplicaSetAvailable", Condition(web, "Progressing"));
        Assert.Equal(web.Metadata!["generation"]!.ToString(), web.Status!["observedGeneration"]!.ToString());
        Assert.Equal("1", web.Annotation("deployment.kubernetes.io/revision"));
        var set = Assert.Single(await _cluster.ListAsync(WorkloadKinds.ReplicaSet));
        Assert.Equal("web-" + set.Label("pod-template-hash"), set.Name);
        var pods = await _cluster.ListAsync(WorkloadKinds.Pod, labels: "app=web");
        Assert.Equal(3, pods.Count);
        Assert.All(pods, pod => Assert.StartsWith(set.Name + "-", pod.Name, StringComparison.Ordinal));
        Assert.All(pods, pod => Assert.True(PodStates.IsReady(pod)));
        Assert.Equal(3, pods.Select(pod => pod.Status!["podIP"]!.ToString()).Distinct().Count());
    }

    [Fact]
    public async Task A_new_template_rolls_over_to_a_new_replica_set_without_falling_below_the_limit()
    {
        await _cluster.CreateAsync(Deployment("web", replicas: 4));
        await _cluster.SettleAsync();
        var lowest = int.MaxValue;
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var watch = Task.Run(async () =>
        {
            try
            {
                await foreach (var change in _cluster.Api.WatchAsync(new ResourceSelector(WorkloadKinds.Deployment, "default"), watching.Token))
                {
                    lowest = Math.Min(lowest, change.Object is { } web ? Counts(web).Available : lowest);
                }
            }
            catch (OperationCanceledException)
            {
            }
        });

        await _cluster.ChangeAsync(WorkloadKinds.Deployment, "web", json => json["spec"]!["template"]!["spec"]!["containers"]![0]!["image"] = "web:2");
        await _cluster.SettleAsync();
        await watching.CancelAsync();
        await watch;

        Assert.Equal((4, 4, 4, 4), Counts(await _cluster.GetAsync(WorkloadKinds.Deployment, "web")));
        Assert.InRange(lowest, 3, 4);
        var sets = await _cluster.ListAsync(WorkloadKinds.ReplicaSet);
        Assert.Equal([("1", "0"), ("2", "4")], sets
            .Select(set => (set.Annotation("deployment.kubernetes.io/revision"), set.Spec!["replicas"]!.ToString())).Order());
        Assert.All(await _cluster.ListAsync(WorkloadKinds.Pod), pod => Assert.Equal("web:2", pod.Spec!["containers"]![0]!["image"]!.ToString()));
    }

    [Fact]
    public async Task A_deployment_that_never_gets_ready_exceeds_its_deadline_in_cluster_time()
    {
        await _cluster.CreateAsync(Deployment("web", replicas: 1, annotations: """{embedded.idpbuilder.io/ready: "false"}"""));
        await _cluster.SettleAsync();

        var web = await _cluster.GetAsync(WorkloadKinds.Deployment, "web");
        Assert.Equal("False ProgressDeadlineExceeded", Condition(web, "Progressing"));
        Assert.Equal("False MinimumReplicasUnavailable", Condition(web, "Available"));
        Assert.True(_cluster.Clock.Skipped >= TimeSpan.FromMinutes(9));
    }

    [Fact]
    public async Task A_deployment_whose_containers_fail_as_soon_as_they_start_is_never_available()
    {
        await _cluster.CreateAsync(Deployment("web", replicas: 1, annotations: """{embedded.idpbuilder.io/exit-code: "1"}"""));
        await _cluster.SettleAsync();

        var web = await _cluster.GetAsync(WorkloadKinds.Deployment, "web");
        Assert.Equal("False ProgressDeadlineExceeded", Condition(web, "Progressing"));
        Assert.Equal("False MinimumReplicasUnavailable", Condition(web, "Available"));
    }

    [Fact]
    public async Task A_paused_deployment_waits_and_goes_on_when_resumed()
    {
        await _cluster.CreateAsync(Deployment("web", replicas: 1));
        await _cluster.SettleAsync();
        await _cluster.ChangeAsync(WorkloadKinds.Deployment, "web", json =>
        {
            json["spec"]!["paused"] = true;
            json["spec"]!["template"]!["spec"]!["containers"]![0]!["image"] = "web:2";
        });
        await _cluster.SettleAsync();
        Assert.Single(await _cluster.ListAsync(WorkloadKinds.ReplicaSet));
        Assert.Equal("Unknown DeploymentPaused", Condition(await _cluster.GetAsync(WorkloadKinds.Deployment, "web"), "Progressing"));

        await _cluster.ChangeAsync(WorkloadKinds.Deployment, "web", json => json["spec"]!.AsObject().Remove("paused"));
        await _cluster.SettleAsync();

        Assert.Equal("True NewReplicaSetAvailable", Condition(await _cluster.GetAsync(WorkloadKinds.Deployment, "web"), "Progressing"));
        Assert.Equal(2, (await _cluster.ListAsync(WorkloadKinds.ReplicaSet)).Count);
    }

    [Fact]
    public async Task Recreate_ends_the_old_pods_before_the_new_ones_begin()
    {
        await _cluster.CreateAsync(Deployment("web", replicas: 2, strategy: "Recreate"));
        await _cluster.SettleAsync();
        await _cluster.ChangeAsync(WorkloadKinds.Deployment, "web", json => json["spec"]!["template"]!["spec"]!["containers"]![0]!["image"] = "web:2");
        await _cluster.SettleAsync();

        Assert.Equal((2, 2, 2, 2), Counts(await _cluster.GetAsync(WorkloadKinds.Deployment, "web")));
        var events = await _cluster.ListAsync(new GroupVersionKind(string.Empty, "v1", "Event"));
        var scalings = events.Where(item => item.Json["reason"]!.ToString() == "ScalingReplicaSet").OrderBy(item => long.Parse(item.ResourceVersion))
            .Select(item => string.Join(' ', item.Json["message"]!.ToString().Split(' ')[..2])).ToList();
        Assert.Equal(["Scaled up", "Scaled down", "Scaled up"], scalings);
    }

    [Fact]
    public async Task Scaling_down_and_deleting_take_the_pods_along()
    {
        await _cluster.CreateAsync(Deployment("web", replicas: 3));
        await _cluster.SettleAsync();
        await _cluster.ChangeAsync(WorkloadKinds.Deployment, "web", json => json["spec"]!["replicas"] = 1);
        await _cluster.SettleAsync();
        Assert.Single(await _cluster.ListAsync(WorkloadKinds.Pod));

        await _cluster.DeleteAsync(WorkloadKinds.Deployment, "web");
        await _cluster.SettleAsync();

        Assert.Empty(await _cluster.ListAsync(WorkloadKinds.ReplicaSet));
        Assert.Empty(await _cluster.ListAsync(WorkloadKinds.Pod));
    }

    private static string Deployment(string name, int replicas, string annotations = "{}", string strategy = "RollingUpdate") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: {{name}}}
        spec:
          replicas: {{replicas}}
          progressDeadlineSeconds: 600
          strategy: {type: {{strategy}}}
          selector: {matchLabels: {app: {{name}} } }
          template:
            metadata: {labels: {app: {{name}} }, annotations: {{annotations}} }
            spec:
              restartPolicy: Always
              containers: [{name: web, image: "web:1"}]
        """;

    private static (int Replicas, int Updated, int Ready, int Available) Counts(Manifest deployment)
    {
        int Count(string field) => (int?)deployment.Status?[field]?.AsValue().GetValue<long>() ?? 0;
        return (Count("replicas"), Count("updatedReplicas"), Count("readyReplicas"), Count("availableReplicas"));
    }

    private static string Condition(Manifest manifest, string type)
    {
        var condition = Conditions.Find(manifest.Status, type);
        return $"{condition?["status"]} {condition?["reason"]}";
    }
}
