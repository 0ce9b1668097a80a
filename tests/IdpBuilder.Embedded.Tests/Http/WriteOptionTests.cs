namespace IdpBuilder.Tests.Http;

/// <summary>What writes are asked to do beside writing, and what their clients are warned of.</summary>
public sealed class WriteOptionTests : IDisposable
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";
    private readonly ApiClient _client = new();

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("POST", "dryRun=Some", "CreateOptions", "dryRun: Unsupported value: []string{\"Some\"}: supported values: \"All\"")]
    [InlineData("POST", "fieldValidation=Much", "CreateOptions", "fieldValidation: Unsupported value: \"Much\": supported values: \"\", \"Ignore\", \"Strict\", \"Warn\"")]
    [InlineData("PUT", "fieldManager=a%0Ab", "UpdateOptions", "fieldManager: Invalid value: \"a\\nb\": should only contain printable characters")]
    [InlineData("PATCH", "fieldValidation=strict", "PatchOptions", "fieldValidation: Unsupported value: \"strict\": supported values: \"\", \"Ignore\", \"Strict\", \"Warn\"")]
    [InlineData("DELETE", "dryRun=1", "DeleteOptions", "dryRun: Unsupported value: []string{\"1\"}: supported values: \"All\"")]
    public async Task Options_that_mean_nothing_are_invalid(string method, string query, string options, string fault)
    {
        (await _client.PostAsync(ConfigMaps, """{"metadata":{"name":"a"}}""")).Expect(201);
        var path = method == "POST" ? ConfigMaps : ConfigMaps + "/a";
        var body = method == "DELETE" ? null : """{"metadata":{"name":"a"}}""";

        var answer = (await _client.SendAsync(
            new HttpMethod(method), $"{path}?{query}", body, method == "PATCH" ? "application/merge-patch+json" : "application/json")).Expect(422);

        Assert.Equal($"{options}.meta.k8s.io \"\" is invalid: {fault}", answer["message"]);
    }

    [Fact]
    public async Task Fields_that_come_twice_and_fields_that_nobody_knows_are_told_together()
    {
        const string Body = """{"metadata":{"name":"twice"},"data":{"a":"1","a":"2"},"dat":{}}""";

        var strict = (await _client.PostAsync(ConfigMaps + "?fieldValidation=Strict", Body)).Expect(400);
        var warned = (await _client.PostAsync(ConfigMaps, Body)).Expect(201);
        var silent = (await _client.PutAsync(ConfigMaps + "/twice?fieldValidation=Ignore", Body)).Expect(200);

        Assert.EndsWith("strict decoding error: duplicate field \"data.a\", unknown field \"dat\"", strict["message"], StringComparison.Ordinal);
        Assert.Equal(["299 - \"duplicate field \\\"data.a\\\"\"", "299 - \"unknown field \\\"dat\\\"\""], warned.Warnings);
        Assert.Equal("2", warned["data", "a"]);
        Assert.Empty(silent.Warnings);
    }

    [Fact]
    public async Task Whoever_uses_a_deprecated_type_is_warned()
    {
        (await _client.PostAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", """
            {"metadata":{"name":"olds.example.org"},"spec":{"group":"example.org","scope":"Cluster","names":{"plural":"olds","kind":"Old"},"versions":[
              {"name":"v1","served":true,"storage":true,"deprecated":true,"schema":{"openAPIV3Schema":{"type":"object"}}},
              {"name":"v2","served":true,"storage":false,"deprecated":true,"deprecationWarning":"use News","schema":{"openAPIV3Schema":{"type":"object"}}}]}}
            """)).Expect(201);

        Assert.Equal(["299 - \"example.org/v1 Old is deprecated\""], (await _client.GetAsync("/apis/example.org/v1/olds")).Expect(200).Warnings);
        Assert.Equal(["299 - \"use News\""], (await _client.PostAsync("/apis/example.org/v2/olds", """{"apiVersion":"example.org/v2","kind":"Old","metadata":{"name":"a"}}""")).Expect(201).Warnings);
        Assert.Equal(
            ["299 - \"v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice\""],
            (await _client.GetAsync("/api/v1/namespaces/default/endpoints")).Expect(200).Warnings);
    }
}
