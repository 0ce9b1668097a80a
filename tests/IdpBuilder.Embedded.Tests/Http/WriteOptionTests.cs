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

    [Theory]
    [InlineData("""{"spec":{"nodeSelector":{"beta.kubernetes.io/os":"linux"}}}""", "spec.template.spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use \"kubernetes.io/os\" instead")]
    [InlineData("""{"metadata":{"annotations":{"scheduler.alpha.kubernetes.io/critical-pod":""}}}""", "spec.template.metadata.annotations[scheduler.alpha.kubernetes.io/critical-pod]: non-functional in v1.16+; use the \"priorityClassName\" field instead")]
    [InlineData("""{"spec":{"volumes":[{"name":"v","gitRepo":{"repository":"r"}}]}}""", "spec.template.spec.volumes[0].gitRepo: deprecated in v1.11")]
    [InlineData("""{"spec":{"imagePullSecrets":[{"name":"a"},{"name":"a"}]}}""", "spec.template.spec.imagePullSecrets[1].name: duplicate name \"a\"")]
    [InlineData("""{"spec":{"containers":[{"name":"c","image":"i","env":[{"name":"A","value":"1"},{"name":"A","value":"2"}]}]}}""", "spec.template.spec.containers[0].env[1]: hides previous definition of \"A\", which may be dropped when using apply")]
    [InlineData("""{"spec":{"containers":[{"name":"c","image":"i","ports":[{"containerPort":80},{"containerPort":80}]}]}}""", "spec.template.spec.containers[0].ports[1]: duplicate port definition with spec.template.spec.containers[0].ports[0]")]
    [InlineData("""{"spec":{"containers":[{"name":"c","image":"i","resources":{"limits":{"memory":"100m"}}}]}}""", "spec.template.spec.containers[0].resources.limits[memory]: fractional byte value \"100m\" is invalid, must be an integer")]
    public async Task What_is_outdated_or_suspicious_in_a_template_is_warned_of(string template, string expected)
    {
        const string Deployments = "/apis/apps/v1/namespaces/default/deployments";
        (await _client.PostAsync(Deployments, """
            {"metadata":{"name":"d"},"spec":{"selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}}
            """)).Expect(201);

        var changed = (await _client.PatchAsync($"{Deployments}/d", $$$"""{"spec":{"template":{{{template}}}}}""", "application/merge-patch+json")).Expect(200);
        var labelled = (await _client.PatchAsync($"{Deployments}/d", """{"metadata":{"labels":{"x":"y"}}}""", "application/merge-patch+json")).Expect(200);

        Assert.Equal([expected], changed.Warnings.Select(warning => warning["299 - \"".Length..^1].Replace("\\\"", "\"", StringComparison.Ordinal)));
        Assert.Empty(labelled.Warnings);
    }

    [Theory]
    [InlineData("A=1 B=$(A) A=$(A)2", 0)]
    [InlineData("A=1 A=$(A)", 1)]
    public async Task A_variable_that_extends_itself_hides_nothing(string variables, int warnings)
    {
        var environment = string.Join(',', variables.Split(' ').Select(pair => pair.Split('=')).Select(pair => $$"""{"name":"{{pair[0]}}","value":"{{pair[1]}}"}"""));

        var answer = (await _client.PostAsync(
            "/api/v1/namespaces/default/pods", $$$"""{"metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"i","env":[{{{environment}}}]}]}}""")).Expect(201);

        Assert.Equal(warnings, answer.Warnings.Count);
    }

    [Fact]
    public async Task The_annotation_for_the_class_of_an_Ingress_is_outdated()
    {
        var answer = (await _client.PostAsync("/apis/networking.k8s.io/v1/namespaces/default/ingresses", """
            {"metadata":{"name":"i","annotations":{"kubernetes.io/ingress.class":"nginx"}},"spec":{"defaultBackend":{"service":{"name":"s","port":{"number":80}}}}}
            """)).Expect(201);

        Assert.Equal(["299 - \"annotation \\\"kubernetes.io/ingress.class\\\" is deprecated, please use 'spec.ingressClassName' instead\""], answer.Warnings);
    }
}
