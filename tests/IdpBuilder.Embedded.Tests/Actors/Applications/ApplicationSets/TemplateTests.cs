using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Tests.Actors.Applications.ApplicationSets;

public sealed class TemplateTests
{
    private const string Finalizer = "resources-finalizer.argocd.argoproj.io";

    [Fact]
    public async Task Every_text_and_key_of_a_template_is_rendered()
    {
        var application = Assert.Single(await GenerateAsync("[{list: {elements: [{name: web, key: team, port: 80}]}}]", """
              goTemplate: true
              template:
                metadata:
                  name: '{{ .name }}'
                  namespace: elsewhere
                  labels: {'{{ .key }}': '{{ .name }}'}
                  annotations: {argocd.argoproj.io/sync-wave: '{{ .port }}'}
                  generateName: dropped
                spec:
                  project: default
                  source:
                    repoURL: https://git/{{ .name }}
                    helm: {valuesObject: {port: '{{ .port }}', '{{ .key }}': [a, '{{ .name }}'], plain: 3, flag: true}}
                  destination: {name: in-cluster, namespace: x}
            """)).Json;

        Assert.Equal(
            """{"apiVersion":"argoproj.io/v1alpha1","kind":"Application","metadata":{"name":"web","namespace":"argocd","labels":{"team":"web"},"annotations":{"argocd.argoproj.io/sync-wave":"80"},"finalizers":["resources-finalizer.argocd.argoproj.io"]},"spec":{"project":"default","source":{"repoURL":"https://git/web","helm":{"valuesObject":{"port":"80","team":["a","web"],"plain":3,"flag":true}}},"destination":{"name":"in-cluster","namespace":"x"}}}""",
            application.ToJsonString());
    }

    [Theory]
    [InlineData("", "", Finalizer)]
    [InlineData("", "  syncPolicy: {preserveResourcesOnDeletion: true}", "")]
    [InlineData("finalizers: [my/own]", "", "my/own")]
    [InlineData("finalizers: []", "  syncPolicy: {applicationsSync: create-only}", Finalizer)]
    public async Task Applications_delete_what_they_deployed_unless_told_otherwise(string metadata, string policy, string expected)
    {
        var template = ApplicationSets.Template.Replace("{name: '{{name}}'}", $"{{name: '{{{{name}}}}', {metadata}}}", StringComparison.Ordinal);
        var application = Assert.Single(await GenerateAsync("[{list: {elements: [{name: a}]}}]", template + "\n" + policy));

        Assert.Equal(expected, string.Join(',', application.Metadata!["finalizers"]?.AsArray().Select(item => item!.GetValue<string>()) ?? []));
    }

    [Fact]
    public async Task A_generators_own_template_overrides_the_sets()
    {
        const string Generators = """
            [{list: {elements: [{name: a}], template: {metadata: {name: 'own-{{name}}', labels: {l: '1'}}, spec: {source: {path: own}, destination: {}}}}}, {list: {elements: [{name: b}]}}]
            """;
        var applications = await GenerateAsync(Generators, ApplicationSets.Template);

        Assert.Equal(["own-a", "b"], applications.Select(application => application.Name));
        Assert.Equal("own", applications[0].Spec!["source"]!["path"]!.GetValue<string>());
        Assert.Equal("https://git/r", applications[0].Spec!["source"]!["repoURL"]!.GetValue<string>());
        Assert.Equal("x", applications[0].Spec!["destination"]!["namespace"]!.GetValue<string>());
        Assert.Equal("{{path}}", applications[1].Spec!["source"]!["path"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("{{ if .auto }}spec: {syncPolicy: {automated: {prune: true}}}{{ end }}", "spec/syncPolicy/automated/prune", "true")]
    [InlineData("metadata: {finalizers: [b/c]}", "metadata/finalizers", "[\"resources-finalizer.argocd.argoproj.io\",\"b/c\"]")]
    [InlineData("spec: {project: stolen, source: {path: null}}", "spec/project", "\"default\"")]
    [InlineData("spec: {source: {path: null}}", "spec/source/path", null)]
    [InlineData("spec: {source: {$patch: replace, repoURL: r}}", "spec/source", "{\"repoURL\":\"r\"}")]
    [InlineData("{\"metadata\":{\"labels\":{\"n\":\"{{ .name }}\"}}}", "metadata/labels/n", "\"a\"")]
    [InlineData("", "metadata/name", "\"a\"")]
    public async Task A_template_patch_changes_the_rendered_Application(string patch, string path, string? expected)
    {
        var application = Assert.Single(await GenerateAsync(
            "[{list: {elements: [{name: a, auto: true}]}}]", ApplicationSets.GoTemplate + "\n  templatePatch: |\n    " + patch));

        JsonNode? node = application.Json;
        foreach (var part in path.Split('/'))
        {
            node = node?[part];
        }

        Assert.Equal(expected, node?.ToJsonString());
    }

    [Theory]
    [InlineData("{{ .nope }}", "error replacing values in templatePatch: failed to execute go template")]
    [InlineData("[1]", "invalid templatePatch")]
    [InlineData("a: [", "error while converting template to json")]
    public async Task A_template_patch_that_is_wrong_is_told(string patch, string message)
    {
        var set = ApplicationSets.Set("[{list: {elements: [{name: a}]}}]", ApplicationSets.GoTemplate + "\n  templatePatch: |\n    " + patch);
        var outcome = await ApplicationSets.GenerateAsync(set);

        Assert.Equal("RenderTemplateParamsError", outcome.Reason);
        Assert.StartsWith(message, outcome.Message);
    }

    [Fact]
    public async Task Without_any_parameter_the_template_is_taken_as_it_is()
    {
        var application = Assert.Single(await GenerateAsync("[{list: {elements: [{}]}}]", ApplicationSets.Template));

        Assert.Equal("{{name}}", application.Name);
        Assert.Null(application.Metadata!["finalizers"]);
    }

    private static async Task<IReadOnlyList<Manifests.Manifest>> GenerateAsync(string generators, string rest)
    {
        var outcome = await ApplicationSets.GenerateAsync(ApplicationSets.Set(generators, rest));
        Assert.Equal("", outcome.Message);
        return outcome.Applications;
    }
}
