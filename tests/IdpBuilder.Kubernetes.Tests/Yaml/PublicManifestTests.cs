using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Tests;

namespace IdpBuilder.Kubernetes.Tests.Yaml;

public sealed class PublicManifestTests
{
    [Fact]
    public void The_install_manifest_of_Argo_CD_reads_whole()
    {
        var diagnostics = new List<Diagnostic>();
        var text = File.ReadAllText(Repository.PublicData("argo-cd", "v3.5.1-install.yaml"));

        var documents = new YamlManifestReader().Read(text, "install.yaml", diagnostics);

        Assert.Empty(diagnostics);
        Assert.Equal(59, documents.Count);
        Assert.Equal(3, documents.Count(document => (string?)document.Content!["kind"] == "CustomResourceDefinition"));
    }

    [Fact]
    public void Every_public_manifest_reads_without_an_error()
    {
        var reader = new YamlManifestReader();
        foreach (var file in Directory.EnumerateFiles(Repository.PublicData("."), "*.yaml", SearchOption.AllDirectories))
        {
            var diagnostics = new List<Diagnostic>();
            var documents = reader.Read(File.ReadAllText(file), file, diagnostics);
            Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            Assert.All(documents, document => Assert.NotNull(document.Content));
        }
    }
}
