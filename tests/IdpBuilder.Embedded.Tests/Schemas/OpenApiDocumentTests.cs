using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Schemas.OpenApi;
using IdpBuilder.Embedded.Tests.Patching;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tests.Schemas;

public sealed class OpenApiDocumentTests
{
    private static readonly OpenApiResource Deployments = BuiltIn("apps", "Deployment", "deployments");

    private static readonly OpenApiResource StatefulSets = BuiltIn("apps", "StatefulSet", "statefulsets");

    private static readonly OpenApiResource Claims = BuiltIn(string.Empty, "PersistentVolumeClaim", "persistentvolumeclaims");

    private static readonly OpenApiResource Widgets = new(
        new GroupVersionKind("example.io", "v1", "Widget"), "widgets", false,
        CrdSchema.Read(Json.Object("{'type': 'object', 'properties': {'spec': {'type': 'object', 'description': 'What is wanted.', 'properties': {'size': {'x-kubernetes-int-or-string': true}}}}}")), "7");

    [Fact]
    public void The_index_names_the_document_of_each_group_version()
    {
        var paths = OpenApiDocument.Index([Deployments, StatefulSets, Claims, Widgets])["paths"]!.AsObject();
        Assert.Equal(["api/v1", "apis/apps/v1", "apis/example.io/v1"], paths.Select(path => path.Key));
        Assert.StartsWith("/openapi/v3/apis/apps/v1?hash=", paths["apis/apps/v1"]!["serverRelativeURL"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_address_of_a_document_changes_with_a_definition()
    {
        static string Address(OpenApiResource resource) => OpenApiDocument.Index([resource])["paths"]![resource.VersionPath]!.ToJsonString();
        Assert.NotEqual(Address(Widgets), Address(Widgets with { Stamp = "8" }));
        Assert.Equal(Address(Widgets), Address(Widgets with { }));
    }

    [Fact]
    public void Kubectl_explain_finds_the_kind_by_its_address_and_the_schema_by_its_kind()
    {
        var document = OpenApiDocument.ForVersion([Deployments], "v1.37.0");
        var operation = document["paths"]!["/apis/apps/v1/namespaces/{namespace}/deployments"]!["get"]!;
        Json.Same("{'group': 'apps', 'kind': 'Deployment', 'version': 'v1'}", operation["x-kubernetes-group-version-kind"]);
        var schemas = document["components"]!["schemas"]!.AsObject();
        var found = schemas.Single(schema => (schema.Value!["x-kubernetes-group-version-kind"] as JsonArray)?
            .Any(identity => identity!["kind"]!.GetValue<string>() == "Deployment") == true);
        Assert.Equal("io.k8s.api.apps.v1.Deployment", found.Key);
        Assert.Equal("integer", schemas["io.k8s.api.apps.v1.DeploymentSpec"]!["properties"]!["replicas"]!["type"]!.GetValue<string>());
    }

    [Fact]
    public void Kubectl_apply_learns_what_a_patch_may_be_and_which_parameters_there_are()
    {
        var document = OpenApiDocument.ForVersion([Deployments], "v1.37.0");
        var patch = document["paths"]!["/apis/apps/v1/namespaces/{namespace}/deployments/{name}"]!["patch"]!;
        Assert.True(patch["requestBody"]!["content"]!.AsObject().ContainsKey("application/strategic-merge-patch+json"));
        Assert.Contains("fieldValidation", patch["parameters"]!.AsArray().Select(parameter => parameter!["name"]!.GetValue<string>()));
        var containers = document["components"]!["schemas"]!["io.k8s.api.core.v1.PodSpec"]!["properties"]!["containers"]!;
        Assert.Equal("merge", containers["x-kubernetes-patch-strategy"]!.GetValue<string>());
        Assert.Equal("name", containers["x-kubernetes-patch-merge-key"]!.GetValue<string>());
    }

    [Fact]
    public void Custom_resources_are_described_too()
    {
        var document = OpenApiDocument.ForVersion([Widgets], "v1.37.0");
        var spec = document["components"]!["schemas"]!["io.example.v1.Widget"]!["properties"]!["spec"]!;
        Assert.Equal("What is wanted.", spec["description"]!.GetValue<string>());
        Json.Same("[{'type': 'integer'}, {'type': 'string'}]", spec["properties"]!["size"]!["oneOf"]);
        Assert.False(document["paths"]!["/apis/example.io/v1/widgets/{name}"]!["patch"]!["requestBody"]!["content"]!.AsObject()
            .ContainsKey("application/strategic-merge-patch+json"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_reference_leads_somewhere(bool isVersionThree)
    {
        OpenApiResource[] all = [StatefulSets, Claims, Deployments, Widgets];
        var document = isVersionThree ? OpenApiDocument.ForVersion(all, "v1") : OpenApiDocument.ForServer(all, "v1");
        var definitions = (isVersionThree ? document["components"]!["schemas"] : document["definitions"])!.AsObject();
        var prefix = isVersionThree ? "#/components/schemas/" : "#/definitions/";
        var references = References(document).ToArray();
        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.True(definitions.ContainsKey(reference[prefix.Length..]), reference));
        Assert.NotNull(definitions["io.k8s.api.core.v1.PersistentVolumeClaim"]!["x-kubernetes-group-version-kind"]);
    }

    private static OpenApiResource BuiltIn(string group, string kind, string plural)
    {
        var type = new GroupVersionKind(group, "v1", kind);
        return new OpenApiResource(type, plural, true, SchemaCatalog.Find(type));
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(field => field.Key == "$ref" ? [field.Value!.GetValue<string>()] : References(field.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };
}
