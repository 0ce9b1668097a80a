namespace IdpBuilder.Tests.Http;

/// <summary>What every API server adds to objects, and that nobody owns it.</summary>
public sealed class ServerAdditionTests
{
    private const string Pods = "/api/v1/namespaces/default/pods";

    [Fact]
    public async Task A_pod_gets_the_priority_of_its_class_and_patience_with_its_node()
    {
        using var client = new ApiClient();
        (await client.PostAsync("/apis/scheduling.k8s.io/v1/priorityclasses", """{"metadata":{"name":"high"},"value":1000}""")).Expect(201);

        var plain = (await client.PostAsync(Pods, Pod("plain", string.Empty))).Expect(201).Json;
        var high = (await client.PostAsync(Pods, Pod("high", "\"priorityClassName\":\"high\","))).Expect(201).Json;
        var unknown = (await client.PostAsync(Pods, Pod("unknown", "\"priorityClassName\":\"nothing\","))).Expect(403).Json;

        Assert.Equal((0L, 1000L), ((long)plain["spec"]!["priority"]!, (long)high["spec"]!["priority"]!));
        Assert.Equal(
            ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"],
            plain["spec"]!["tolerations"]!.AsArray().Select(toleration => (string)toleration!["key"]!));
        Assert.Equal("pods \"unknown\" is forbidden: no PriorityClass with name nothing was found", (string?)unknown["message"]);
        Assert.DoesNotContain("f:tolerations", plain["metadata"]!["managedFields"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_address_belongs_to_nobody()
    {
        using var client = new ApiClient();

        var service = (await client.PostAsync("/api/v1/namespaces/default/services", """{"metadata":{"name":"s"},"spec":{"ports":[{"port":80}]}}""")).Expect(201).Json;

        Assert.NotEmpty((string)service["spec"]!["clusterIP"]!);
        var owned = service["metadata"]!["managedFields"]!.ToJsonString();
        Assert.Contains("f:ports", owned, StringComparison.Ordinal);
        Assert.DoesNotContain("f:clusterIP", owned, StringComparison.Ordinal);
    }

    private static string Pod(string name, string field) =>
        $$"""{"metadata":{"name":"{{name}}"},"spec":{ {{field}} "containers":[{"name":"c","image":"a"}]} }""";
}
