using IdpBuilder.Embedded.Actors.Workloads;

namespace IdpBuilder.Embedded.Tests.Actors.Workloads;

public sealed class StatefulSetTests : IAsyncDisposable
{
    private const string Set = """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db}
        spec:
          replicas: 3
          serviceName: db
          selector: {matchLabels: {app: db} }
          updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 0} }
          template:
            metadata: {labels: {app: db} }
            spec: {restartPolicy: Always, containers: [{name: db, image: "db:1"}]}
          volumeClaimTemplates:
          - metadata: {name: data}
            spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 2Gi} } }
        """;

    private readonly PlayedCluster _cluster = new();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Pods_come_in_order_each_with_its_claim_on_a_volume()
    {
        await _cluster.CreateAsync(Set);
        await _cluster.SettleAsync();

        var pods = await _cluster.ListAsync(WorkloadKinds.Pod);
        Assert.Equal(["db-0", "db-1", "db-2"], pods.Select(pod => pod.Name));
        var made = (await _cluster.ListAsync(new IdpBuilder.Manifests.GroupVersionKind(string.Empty, "v1", "Event")))
            .Where(item => item.Json["reason"]!.ToString() == "SuccessfulCreate" && item.Json["message"]!.ToString().StartsWith("Created pod", StringComparison.Ordinal))
            .OrderBy(item => long.Parse(item.ResourceVersion)).Select(item => item.Json["message"]!.ToString());
        Assert.Equal(["Created pod: db-0", "Created pod: db-1", "Created pod: db-2"], made);
        var claims = await _cluster.ListAsync(WorkloadKinds.Claim);
        Assert.Equal(["data-db-0", "data-db-1", "data-db-2"], claims.Select(claim => claim.Name));
        Assert.All(claims, claim => Assert.Equal(("Bound", "2Gi"), (claim.Status!["phase"]!.ToString(), claim.Status["capacity"]!["storage"]!.ToString())));
        var volumes = await _cluster.ListAsync(WorkloadKinds.Volume, inNamespace: string.Empty);
        Assert.Equal(claims.Select(claim => claim.Spec!["volumeName"]!.ToString()).Order(), volumes.Select(volume => volume.Name).Order());
        var status = (await _cluster.GetAsync(WorkloadKinds.StatefulSet, "db")).Status!;
        Assert.Equal(("3", "3", "3"), (status["replicas"]!.ToString(), status["readyReplicas"]!.ToString(), status["updatedReplicas"]!.ToString()));
        Assert.Equal(status["updateRevision"]!.ToString(), status["currentRevision"]!.ToString());
    }

    [Fact]
    public async Task The_first_pod_that_does_not_get_ready_holds_the_others_back()
    {
        await _cluster.CreateAsync(Set.Replace("metadata: {labels: {app: db} }", "metadata: {labels: {app: db}, annotations: {embedded.idpbuilder.io/ready: 'false'} }", StringComparison.Ordinal));
        await _cluster.SettleAsync();

        Assert.Equal(["db-0"], (await _cluster.ListAsync(WorkloadKinds.Pod)).Select(pod => pod.Name));
    }

    [Fact]
    public async Task A_new_template_replaces_the_pods_from_the_last_to_the_partition()
    {
        await _cluster.CreateAsync(Set.Replace("partition: 0", "partition: 1", StringComparison.Ordinal));
        await _cluster.SettleAsync();
        await _cluster.ChangeAsync(WorkloadKinds.StatefulSet, "db", json => json["spec"]!["template"]!["spec"]!["containers"]![0]!["image"] = "db:2");
        await _cluster.SettleAsync();

        Assert.Equal(
            ["db:1", "db:2", "db:2"], (await _cluster.ListAsync(WorkloadKinds.Pod)).Select(pod => pod.Spec!["containers"]![0]!["image"]!.ToString()));
        Assert.Equal(2, (await _cluster.ListAsync(WorkloadKinds.ControllerRevision)).Count);
    }

    [Fact]
    public async Task Scaling_down_takes_the_last_pods_and_leaves_the_claims()
    {
        await _cluster.CreateAsync(Set);
        await _cluster.SettleAsync();
        await _cluster.ChangeAsync(WorkloadKinds.StatefulSet, "db", json => json["spec"]!["replicas"] = 1);
        await _cluster.SettleAsync();

        Assert.Equal(["db-0"], (await _cluster.ListAsync(WorkloadKinds.Pod)).Select(pod => pod.Name));
        Assert.Equal(3, (await _cluster.ListAsync(WorkloadKinds.Claim)).Count);
    }
}
