using IdpBuilder.Embedded.Actors.Applications.ApplicationSets;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tests.Actors.Applications.ApplicationSets;

/// <summary>Reads sets and generates their Applications.</summary>
internal static class ApplicationSets
{
    public const string Template = """
          template:
            metadata: {name: '{{name}}'}
            spec:
              project: default
              source: {repoURL: https://git/r, targetRevision: HEAD, path: '{{path}}'}
              destination: {server: https://kubernetes.default.svc, namespace: x}
        """;

    public const string GoTemplate = """
          goTemplate: true
          goTemplateOptions: [missingkey=error]
          template:
            metadata: {name: '{{ .name }}'}
            spec:
              project: default
              source: {repoURL: https://git/r, targetRevision: HEAD, path: x}
              destination: {server: https://kubernetes.default.svc, namespace: x}
        """;

    public static ArgoInventory Inventory { get; } = new(
        [new RegisteredCluster("Prod_EU", "https://prod", "team", new Dictionary<string, string> { ["env"] = "prod" }, new Dictionary<string, string> { ["region"] = "eu" })],
        new HashSet<string> { "team" });

    public static Manifest Read(string yaml)
    {
        var diagnostics = new List<Diagnostic>();
        var document = new YamlManifestReader().Read(yaml, "test.yaml", diagnostics).Single();
        Assert.Empty(diagnostics);
        return new Manifest((System.Text.Json.Nodes.JsonObject)document.Content!);
    }

    /// <summary>A set with generators, and a template that is given or the plain one.</summary>
    public static Manifest Set(string generators, string rest = Template, string name = "set") => Read(
        $"apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {{name: {name}, namespace: argocd, uid: uid-{name}}}\nspec:\n  generators: {generators}\n{rest}");

    public static async Task<GenerationOutcome> GenerateAsync(Manifest set, MemoryRepositories? repositories = null) =>
        await new ApplicationGeneration(repositories ?? new MemoryRepositories(), new YamlManifestReader()).GenerateAsync(set, Inventory, TestContext.Current.CancellationToken);

    /// <summary>One line for each Application: its name, then what the template says under <c>spec.info</c>.</summary>
    public static async Task<string> NamesAsync(Manifest set, MemoryRepositories? repositories = null)
    {
        var outcome = await GenerateAsync(set, repositories);
        return outcome.IsFailure ? $"{outcome.Reason}: {outcome.Message}" : string.Join('\n', outcome.Applications.Select(application => application.Name));
    }
}
