using IdpBuilder.Embedded.Actors.Workloads;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tests.Actors.Workloads;

public sealed class PlatformTests : IAsyncDisposable
{
    private const string Web = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 2
          selector: {matchLabels: {app: web} }
          template:
            metadata: {labels: {app: web} }
            spec: {restartPolicy: Always, containers: [{name: web, image: "web:1", ports: [{name: http, containerPort: 8080}]}]}
        """;

    private readonly PlayedCluster _cluster = new();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_cluster_has_a_ready_node_a_default_storage_class_and_accounts()
    {
        await _cluster.CreateAsync("{apiVersion: v1, kind: Namespace, metadata: {name: team}}");
        await _cluster.SettleAsync();

        Assert.True(Conditions.IsTrue((await _cluster.GetAsync(WorkloadKinds.Node, EmbeddedNode.Name, string.Empty)).Status, "Ready"));
        Assert.NotNull(await _cluster.FindAsync(WorkloadKinds.Lease, EmbeddedNode.Name, "kube-node-lease"));
        Assert.NotNull(await _cluster.FindAsync(WorkloadKinds.StorageClass, "standard", string.Empty));
        Assert.NotNull(await _cluster.FindAsync(WorkloadKinds.ServiceAccount, "default", "team"));
        Assert.NotNull(await _cluster.FindAsync(WorkloadKinds.ConfigMap, "kube-root-ca.crt", "team"));
    }

    [Fact]
    public async Task A_deleted_default_account_comes_back_and_a_deleted_namespace_goes_whole()
    {
        await _cluster.CreateAsync("{apiVersion: v1, kind: Namespace, metadata: {name: team}}");
        await _cluster.SettleAsync();
        await _cluster.Api.DeleteAsync(new ResourceReference(WorkloadKinds.ServiceAccount, "team", "default"), DeletionOptions.Default, TestContext.Current.CancellationToken);
        await _cluster.SettleAsync();
        Assert.NotNull(await _cluster.FindAsync(WorkloadKinds.ServiceAccount, "default", "team"));

        await _cluster.Api.DeleteAsync(new ResourceReference(WorkloadKinds.Namespace, string.Empty, "team"), DeletionOptions.Default, TestContext.Current.CancellationToken);
        await _cluster.SettleAsync();

        Assert.Null(await _cluster.FindAsync(WorkloadKinds.Namespace, "team", string.Empty));
        Assert.Null(await _cluster.FindAsync(WorkloadKinds.ServiceAccount, "default", "team"));
    }

    [Fact]
    public async Task A_service_knows_the_pods_behind_it()
    {
        await _cluster.CreateAsync(Web);
        await _cluster.CreateAsync("""
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: http}]}
            """);
        await _cluster.SettleAsync();

        var addresses = (await _cluster.ListAsync(WorkloadKinds.Pod)).Select(pod => pod.Status!["podIP"]!.ToString()).Order().ToList();
        var slice = Assert.Single(await _cluster.ListAsync(WorkloadKinds.EndpointSlice, labels: "kubernetes.io/service-name=web"));
        Assert.Equal(addresses, slice.Json["endpoints"]!.AsArray().Select(endpoint => endpoint!["addresses"]![0]!.ToString()).Order());
        Assert.Equal("8080", slice.Json["ports"]![0]!["port"]!.ToString());
        var endpoints = await _cluster.GetAsync(WorkloadKinds.Endpoints, "web");
        Assert.Equal(addresses, endpoints.Json["subsets"]![0]!["addresses"]!.AsArray().Select(address => address!["ip"]!.ToString()).Order());

        await _cluster.DeleteAsync(WorkloadKinds.Service, "web");
        await _cluster.SettleAsync();

        Assert.Null(await _cluster.FindAsync(WorkloadKinds.Endpoints, "web"));
        Assert.DoesNotContain(await _cluster.ListAsync(WorkloadKinds.EndpointSlice), item => item.Label("kubernetes.io/service-name") == "web");
    }

    [Fact]
    public async Task Load_balancers_and_ingresses_get_an_address()
    {
        await _cluster.CreateAsync("""
            apiVersion: v1
            kind: Service
            metadata: {name: lb}
            spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}
            ---
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: {name: web}
            spec: {defaultBackend: {service: {name: lb, port: {number: 80} } } }
            """);
        await _cluster.SettleAsync();

        Assert.NotNull((await _cluster.GetAsync(WorkloadKinds.Service, "lb")).Status!["loadBalancer"]!["ingress"]![0]!["ip"]);
        Assert.Equal("localhost", (await _cluster.GetAsync(WorkloadKinds.Ingress, "web")).Status!["loadBalancer"]!["ingress"]![0]!["hostname"]!.ToString());
    }

    [Theory]
    [InlineData("", "Pending")]
    [InlineData("storageClassName: none,", "Pending")]
    [InlineData("storageClassName: fast,", "Bound")]
    public async Task A_claim_waits_as_its_storage_class_says(string field, string phase)
    {
        await _cluster.CreateAsync("{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: fast}, provisioner: x, reclaimPolicy: Delete, volumeBindingMode: Immediate}");
        await _cluster.CreateAsync($$"""
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: c}
            spec: { {{field}} accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi} } }
            """);
        await _cluster.SettleAsync();

        Assert.Equal(phase, (await _cluster.GetAsync(WorkloadKinds.Claim, "c")).Status!["phase"]!.ToString());
    }

    [Fact]
    public async Task A_pod_brings_its_claim_a_volume_and_the_volume_goes_with_the_claim()
    {
        await _cluster.CreateAsync("""
            apiVersion: v1
            kind: Pod
            metadata: {name: p}
            spec: {restartPolicy: Always, volumes: [{name: v, persistentVolumeClaim: {claimName: c} }], containers: [{name: main, image: a}]}
            """);
        await _cluster.SettleAsync();
        Assert.Equal("Unschedulable", Conditions.Find((await _cluster.GetAsync(WorkloadKinds.Pod, "p")).Status, "PodScheduled")!["reason"]!.ToString());

        await _cluster.CreateAsync("""
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: c}
            spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi} } }
            """);
        await _cluster.SettleAsync();
        Assert.True(PodStates.IsReady(await _cluster.GetAsync(WorkloadKinds.Pod, "p")));
        Assert.Single(await _cluster.ListAsync(WorkloadKinds.Volume, inNamespace: string.Empty));

        await _cluster.DeleteAsync(WorkloadKinds.Pod, "p");
        await _cluster.DeleteAsync(WorkloadKinds.Claim, "c");
        await _cluster.SettleAsync();

        Assert.Empty(await _cluster.ListAsync(WorkloadKinds.Volume, inNamespace: string.Empty));
    }

    [Fact]
    public async Task A_daemon_set_has_a_pod_on_the_node_and_replaces_it()
    {
        await _cluster.CreateAsync(Web.Replace("Deployment", "DaemonSet", StringComparison.Ordinal).Replace("  replicas: 2\n", string.Empty, StringComparison.Ordinal));
        await _cluster.SettleAsync();
        var first = Assert.Single(await _cluster.ListAsync(WorkloadKinds.Pod));
        await _cluster.ChangeAsync(WorkloadKinds.DaemonSet, "web", json => json["spec"]!["template"]!["spec"]!["containers"]![0]!["image"] = "web:2");
        await _cluster.SettleAsync();

        Assert.NotEqual(first.Name, Assert.Single(await _cluster.ListAsync(WorkloadKinds.Pod)).Name);
        var status = (await _cluster.GetAsync(WorkloadKinds.DaemonSet, "web")).Status!;
        Assert.Equal(("1", "1", "1"), (status["desiredNumberScheduled"]!.ToString(), status["numberAvailable"]!.ToString(), status["updatedNumberScheduled"]!.ToString()));
    }

    [Fact]
    public async Task A_budget_counts_the_pods_that_could_be_missed()
    {
        await _cluster.CreateAsync(Web);
        await _cluster.CreateAsync("{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: b}, spec: {minAvailable: 1, selector: {matchLabels: {app: web}}}}");
        await _cluster.SettleAsync();

        var status = (await _cluster.GetAsync(WorkloadKinds.DisruptionBudget, "b")).Status!;
        Assert.Equal(("2", "2", "1", "1"), (status["expectedPods"]!.ToString(), status["currentHealthy"]!.ToString(), status["desiredHealthy"]!.ToString(), status["disruptionsAllowed"]!.ToString()));
    }

    [Fact]
    public async Task An_autoscaler_waits_for_its_target_and_keeps_it_within_bounds()
    {
        await _cluster.CreateAsync("""
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: h}
            spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, minReplicas: 3, maxReplicas: 5}
            """);
        await _cluster.SettleAsync();
        Assert.Equal("FailedGetScale", Conditions.Find((await _cluster.GetAsync(WorkloadKinds.Autoscaler, "h")).Status, "AbleToScale")!["reason"]!.ToString());

        await _cluster.CreateAsync(Web);
        await _cluster.SettleAsync();

        Assert.Equal("3", (await _cluster.GetAsync(WorkloadKinds.Deployment, "web")).Spec!["replicas"]!.ToString());
        var status = (await _cluster.GetAsync(WorkloadKinds.Autoscaler, "h")).Status!;
        Assert.Equal("3", status["currentReplicas"]!.ToString());
        Assert.True(Conditions.IsTrue(status, "AbleToScale") && Conditions.IsTrue(status, "ScalingActive"));
    }

    [Fact]
    public async Task An_aggregated_api_is_available_when_a_pod_stands_behind_it()
    {
        await _cluster.CreateAsync("""
            apiVersion: apiregistration.k8s.io/v1
            kind: APIService
            metadata: {name: v1beta1.metrics.k8s.io}
            spec: {group: metrics.k8s.io, version: v1beta1, groupPriorityMinimum: 100, versionPriority: 100, service: {name: web, namespace: default} }
            """);
        await _cluster.SettleAsync();
        Assert.Equal("ServiceNotFound", await ReasonAsync());

        await _cluster.CreateAsync("{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [{port: 443}]}}");
        await _cluster.SettleAsync();
        Assert.Equal("MissingEndpoints", await ReasonAsync());

        await _cluster.CreateAsync(Web);
        await _cluster.SettleAsync();
        Assert.Equal("Passed", await ReasonAsync());

        async Task<string> ReasonAsync() => Conditions.Find(
            (await _cluster.GetAsync(WorkloadKinds.ApiService, "v1beta1.metrics.k8s.io", string.Empty)).Status, "Available")!["reason"]!.ToString();
    }

    [Fact]
    public async Task Hundreds_of_workloads_settle_with_few_writes_each()
    {
        const int Workloads = 60;
        for (var number = 0; number < Workloads; number++)
        {
            await _cluster.CreateAsync(Web.Replace("web", $"web{number}", StringComparison.Ordinal));
        }

        await _cluster.SettleAsync();

        Assert.Equal(2 * Workloads, (await _cluster.ListAsync(WorkloadKinds.Pod)).Count(PodStates.IsReady));
        var last = (await _cluster.ListAsync(new GroupVersionKind(string.Empty, "v1", "Event"))).Max(item => long.Parse(item.ResourceVersion));
        Assert.InRange(last / (double)Workloads, 1, 40);
    }
}
