using IdpBuilder.Packages;
using static IdpBuilder.Core.Tests.Packages.PackageFolder;

namespace IdpBuilder.Core.Tests.Packages;

/// <summary>What Argo CD or the API server would pass over in silence is told with its place.</summary>
public sealed class SilentMistakeTests : IDisposable
{
    private const string Good = """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: shop, namespace: argocd}
        spec:
          project: default
          source: {repoURL: cnoe://manifests, targetRevision: HEAD, path: .}
          destination: {server: https://kubernetes.default.svc, namespace: shop}
          syncPolicy:
            automated: {}
            syncOptions: [CreateNamespace=true]

        """;

    private readonly PackageFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("syncPolicy:", "syncPolicie:", "ApplicationField", 9)]
    [InlineData("automated:", "automatic:", "ApplicationField", 9)]
    [InlineData("targetRevision: HEAD", "targetrevision: HEAD", "ApplicationField", 6)]
    [InlineData("namespace: shop}", "namespace: shop, ns: x}", "ApplicationField", 7)]
    [InlineData("CreateNamespace=true", "CreateNameSpace=true", "SyncOptionUnknown", 10)]
    [InlineData("CreateNamespace=true", "CreateNamespace", "SyncOptionUnknown", 10)]
    [InlineData("cnoe://manifests", "cnoe:/manifests", "ApplicationSourceInvalid", 6, DiagnosticSeverity.Error)]
    [InlineData("namespace: shop}", "namespace: '((idp.hots))'}", "PlaceholderUnknown", 7)]
    public void In_an_Application(string right, string wrong, string code, int line, DiagnosticSeverity severity = DiagnosticSeverity.Warning)
    {
        _folder.With("app.yaml", Good).With("manifests/cm.yaml", ConfigMap("c"));
        Assert.Empty(_folder.Read("app.yaml").Diagnostics);

        var mistake = Assert.Single(_folder.With("app.yaml", Good.Replace(right, wrong, StringComparison.Ordinal)).Read("app.yaml").Diagnostics);

        Assert.Equal((code, severity, line), (mistake.Code, mistake.Severity, mistake.Line));
        Assert.NotEmpty(mistake.Remedy);
    }

    [Theory]
    [InlineData("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\n", DiagnosticSeverity.Error)]
    [InlineData("replicas: {{ .Values.replicas }}\n", DiagnosticSeverity.Warning)]
    public void A_template_among_manifests_is_an_error_where_it_looks_like_one(string text, DiagnosticSeverity severity)
    {
        _folder.With("app.yaml", Good).With("manifests/cm.yaml", ConfigMap("c")).With("manifests/template.yaml", text);

        var mistake = Assert.Single(_folder.Read("app.yaml").Diagnostics);

        Assert.Equal(("YamlTemplate", severity, "template.yaml"), (mistake.Code, mistake.Severity, Path.GetFileName(mistake.File)));
    }

    [Fact]
    public void A_name_given_to_a_package_of_an_Application_must_be_one_too()
    {
        _folder.With("app.yaml", Good).With("manifests/cm.yaml", ConfigMap("c"));

        var mistakes = Read(PackageReadOptions.Default, [new PackageSource(_folder.At("app.yaml"), Name: "Bad_Name")]).Diagnostics;

        Assert.Equal(["PackageNameInvalid"], mistakes.Select(mistake => mistake.Code));
    }

    [Fact]
    public void A_generator_that_does_not_exist()
    {
        _folder.With("set.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: ApplicationSet
            metadata: {name: set, namespace: argocd}
            spec:
              generators:
                - list: {elements: []}
                  selector: {}
                - gti: {}
              template:
                metadata: {name: x}
                spec:
                  project: default
                  source: {repoURL: https://example.test/x.git, targetRevision: HEAD, path: .}
                  destination: {server: https://kubernetes.default.svc, namespace: x}
            """);

        var mistake = Assert.Single(_folder.Read("set.yaml").Diagnostics);

        Assert.Equal(("ApplicationField", 8), (mistake.Code, mistake.Line));
        Assert.Contains("'gti'", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sync_option_of_an_object_that_does_not_exist()
    {
        _folder.With("shop/cm.yaml", ConfigMap("c", "argocd.argoproj.io/sync-options: 'Replace=true,SkipDryRun=true'"));

        var mistake = Assert.Single(_folder.Read("shop").Diagnostics);

        Assert.Equal("SyncOptionUnknown", mistake.Code);
        Assert.Contains("'SkipDryRun=true'", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_that_an_Application_says_twice()
    {
        _folder.With("shop/one.yaml", ConfigMap("c")).With("shop/two.yaml", ConfigMap("c") + "---\n" + ConfigMap("d"));

        var mistake = Assert.Single(_folder.Read("shop").Diagnostics);

        Assert.Equal(("ObjectRepeated", DiagnosticSeverity.Warning), (mistake.Code, mistake.Severity));
        Assert.EndsWith("one.yaml", mistake.File, StringComparison.Ordinal);
        Assert.Contains("two.yaml:1:1", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_placeholder_in_a_file_of_the_content_is_told_once()
    {
        _folder.With("app.yaml", Good).With("manifests/cm.yaml", ConfigMap("c") + "data:\n  url: https://((idp.hostname))/\n  other: ((mine))\n");

        var mistake = Assert.Single(_folder.Read("app.yaml").Diagnostics);

        Assert.Equal(("PlaceholderUnknown", 7, 16), (mistake.Code, mistake.Line, mistake.Column));
        Assert.Contains("((idp.host))", mistake.Remedy, StringComparison.Ordinal);
    }
}
