using IdpBuilder.Packages;
using static IdpBuilder.Core.Tests.Packages.PackageFolder;

namespace IdpBuilder.Core.Tests.Packages;

/// <summary>Documents that were meant as manifests, and files that never were.</summary>
public sealed class NoManifestTests : IDisposable
{
    private readonly PackageFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("apiVersion: v1\nmetadata: {name: a}\n", "has no 'kind'")]
    [InlineData("\n\nmetadata: {name: a}\n", "has neither 'apiVersion' nor 'kind'")]
    [InlineData("kind: Secret\nmetadata: {name: a}\n", "has no 'apiVersion'")]
    public void A_bare_directory_is_told_what_its_only_manifest_lacks_and_where(string text, string expected)
    {
        _folder.With("shop/cm.yaml", text);

        var diagnostic = Assert.Single(_folder.Read("shop").Diagnostics);

        Assert.Equal((DiagnosticCodes.KindMissing, DiagnosticSeverity.Error), (diagnostic.Code, diagnostic.Severity));
        Assert.Contains(expected, diagnostic.Message);
        Assert.EndsWith("cm.yaml", diagnostic.File);
        Assert.Equal(text.StartsWith('\n') ? 3 : 1, diagnostic.Line);
    }

    [Theory]
    [InlineData("- a\n- b\n", 5)]
    [InlineData("just words\n", 5)]
    [InlineData("3\n", 5)]
    public void A_document_that_is_no_mapping_is_pointed_out_beside_good_ones(string document, int line)
    {
        _folder.With("shop/cm.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n---\n" + document);

        AssertNoMapping(Assert.Single(_folder.Read("shop").Diagnostics), line);
    }

    [Fact]
    public void A_document_that_is_no_mapping_is_pointed_out_beside_an_Application()
    {
        _folder.With("app.yaml", Application("one", "https://example.com/x.git") + "---\n- a\n");

        AssertNoMapping(Assert.Single(_folder.Read(".").Diagnostics), 16);
    }

    [Theory]
    [InlineData("replicas: 3\n")]
    [InlineData("- a\n- b\n")]
    [InlineData("# nothing but words\n")]
    public void A_file_that_never_was_a_manifest_is_passed_over_as_Argo_CD_does(string text)
    {
        _folder.With("shop/cm.yaml", ConfigMap("c")).With("shop/values.yaml", text);

        var set = _folder.Read("shop");

        Assert.False(set.HasErrors, string.Join('\n', set.Diagnostics));
        Assert.Equal(["c"], Assert.Single(set.Packages).Applications[0].LocalManifests.Select(item => item.Manifest.Name));
        Assert.All(set.Diagnostics, diagnostic => Assert.Equal((DiagnosticCodes.FileIgnored, DiagnosticSeverity.Information), (diagnostic.Code, diagnostic.Severity)));
        Assert.Equal(text.StartsWith('#') ? 0 : 1, set.Diagnostics.Count);
    }

    private static void AssertNoMapping(Diagnostic diagnostic, int line) => Assert.Equal(
        (DiagnosticCodes.ManifestInvalid, DiagnosticSeverity.Error, line), (diagnostic.Code, diagnostic.Severity, diagnostic.Line));
}
