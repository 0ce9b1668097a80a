using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Packages;
using static IdpBuilder.Core.Tests.Packages.PackageFolder;

namespace IdpBuilder.Core.Tests.Packages;

public sealed class CnoeAddressTests : IDisposable
{
    private readonly PackageFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("cnoe://app", "cnoe://app")]
    [InlineData("cnoe://", "cnoe://")]
    [InlineData("a: cnoe://x/y\nb: \"cnoe://z\"\n", "cnoe://x/y|cnoe://z")]
    [InlineData("{a: cnoe://../base/x, b: [cnoe://q]}", "cnoe://../base/x|cnoe://q")]
    [InlineData("cnoe://{{path.basename}}/x", "cnoe://{{path.basename}}/x")]
    [InlineData("https://example.com", "")]
    public void Addresses_are_found_in_any_text(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', CnoeAddress.In(text)));

    [Fact]
    public void Addresses_are_rewritten_wherever_they_stand()
    {
        var spec = JsonNode.Parse("""{"source":{"repoURL":"cnoe://a","helm":{"valuesObject":{"n":[{"u":"cnoe://a"}],"i":1},"values":"x: cnoe://ab\ny: cnoe://a\n","parameters":[{"name":"p","value":"cnoe://a"}]}}}""");

        CnoeAddress.Rewrite(spec, new Dictionary<string, string> { ["cnoe://a"] = "URL" });

        Assert.Equal(
            """{"source":{"repoURL":"URL","helm":{"valuesObject":{"n":[{"u":"URL"}],"i":1},"values":"x: cnoe://ab\ny: URL\n","parameters":[{"name":"p","value":"URL"}]}}}""",
            spec!.ToJsonString());
    }

    [Fact]
    public void Generators_templates_and_patches_of_ApplicationSets_are_resolved()
    {
        _folder.With("set.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: ApplicationSet
            metadata: {name: set, namespace: argocd}
            spec:
              generators:
                - matrix: {generators: [{merge: {generators: [{git: {repoURL: cnoe://gen, revision: HEAD, directories: [{path: "*"}]}}]}}, {list: {elements: []}}]}
              template:
                metadata: {name: '{{path.basename}}'}
                spec:
                  project: default
                  source: {repoURL: cnoe://tpl, targetRevision: HEAD, path: '{{path}}'}
                  destination: {server: https://kubernetes.default.svc, namespace: x}
              templatePatch: |
                spec: {source: {repoURL: "cnoe://patch"}}
            """).With("gen/a/x.yaml", "").With("tpl/a/x.yaml", "").With("patch/x.yaml", "");

        var set = _folder.Read("set.yaml");

        Assert.Empty(set.Diagnostics);
        Assert.Equal(["set-gen", "set-patch", "set-tpl"], set.Packages[0].Contents.Select(content => content.Repository).Order());
    }

    [Fact]
    public void Applications_inside_content_bring_their_own_directories()
    {
        _folder.With("app.yaml", Application("outer", "cnoe://apps"))
            .With("apps/inner.yaml", Application("inner", "cnoe://../leaf"))
            .With("apps/self.yaml", Application("self", "cnoe://"))
            .With("leaf/cm.yaml", ConfigMap("c"));

        var package = Assert.Single(Sound(_folder.Read(".")).Packages);

        Assert.Equal(["inner-leaf", "outer-apps", "self-apps"], package.Contents.Select(content => content.Repository).Order());
        Assert.Equal("inner-leaf", package.Contents.Single(content => content.Repository == "outer-apps").References["inner.yaml"]["cnoe://../leaf"]);
        Assert.Equal(2, package.Applications[0].LocalManifests.Count());
    }

    [Fact]
    public void Equal_directory_names_get_different_repositories()
    {
        _folder.With("app.yaml", Application("one").Replace("  source:", "  sources:").Replace("    repoURL: cnoe://manifests", "  - repoURL: cnoe://a/m").Replace("    path: \".\"\n", "    path: \".\"\n  - repoURL: cnoe://b/m\n    path: \".\"\n"))
            .With("a/m/cm.yaml", ConfigMap("a")).With("b/m/cm.yaml", ConfigMap("b"));

        var names = Assert.Single(Sound(_folder.Read("app.yaml")).Packages).Contents.Select(content => content.Repository).ToArray();

        Assert.Equal("one-m", names[0]);
        Assert.Matches("^one-m-[0-9a-f]{8}$", names[1]);
    }

    [Theory]
    [InlineData("cnoe://missing", DiagnosticCodes.CnoeDirectoryMissing)]
    [InlineData("cnoe://app.yaml", DiagnosticCodes.CnoeDirectoryMissing)]
    [InlineData("cnoe://../outside", DiagnosticCodes.CnoeOutside)]
    [InlineData("cnoe:///etc", DiagnosticCodes.CnoeOutside)]
    [InlineData("cnoe://a/../../outside", DiagnosticCodes.CnoeOutside)]
    [InlineData("'cnoe://{{x}}'", DiagnosticCodes.CnoeTemplated)]
    [InlineData("\"cnoe://a\\0b\"", DiagnosticCodes.CnoeDirectoryMissing)]
    public void An_address_that_cannot_be_served_is_a_diagnostic_at_its_place(string address, string code)
    {
        _folder.With("p/app.yaml", Application("one", address)).With("outside/cm.yaml", ConfigMap("c")).With("p/a/cm.yaml", ConfigMap("c"));

        var diagnostic = Assert.Single(_folder.Read("p").Diagnostics);

        Assert.Equal((code, 9, 14), (diagnostic.Code, diagnostic.Line, diagnostic.Column));
    }

    [Fact]
    public void A_parent_directory_may_be_used_when_it_was_given_too()
    {
        _folder.With("base/x/cm.yaml", ConfigMap("c")).With("base/app.yaml", Application("base", "cnoe://x")).With("complete/app.yaml", Application("complete", "cnoe://../base/x"));

        Assert.Equal(DiagnosticCodes.CnoeOutside, Assert.Single(_folder.Read("complete").Diagnostics).Code);
        Sound(_folder.Read("base", "complete"));
    }

    [Fact]
    public void Links_that_lead_outside_are_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "making symbolic links needs a right on Windows");
        _folder.With("p/app.yaml", Application("one")).With("p/manifests/cm.yaml", ConfigMap("c")).With("p/shared/s.yaml", ConfigMap("s")).With("secret/key.yaml", ConfigMap("k"));
        File.CreateSymbolicLink(_folder.At("p/manifests/key.yaml"), _folder.At("secret/key.yaml"));
        File.CreateSymbolicLink(_folder.At("p/manifests/s.yaml"), "../shared/s.yaml");
        Directory.CreateSymbolicLink(_folder.At("p/manifests/loop"), "..");

        var set = _folder.Read("p");

        var diagnostic = Assert.Single(set.Diagnostics);
        Assert.Equal(DiagnosticCodes.LinkLeadsOutside, diagnostic.Code);
        Assert.EndsWith("key.yaml", diagnostic.File);
        Assert.Contains("s.yaml", set.Packages[0].Contents[0].Files.Keys);
    }

    [Fact]
    public void Files_without_placeholders_are_served_byte_for_byte()
    {
        byte[] bytes = [0x00, 0xFF, (byte)'(', (byte)'(', 0x80];
        _folder.With("app.yaml", Application("one")).With("manifests/cm.yaml", "\uFEFF" + ConfigMap("c"));
        File.WriteAllBytes(_folder.At("manifests/image.bin"), bytes);

        var files = Assert.Single(Sound(_folder.Read(".")).Packages).Contents[0].Files;

        Assert.Equal(bytes, files["image.bin"].ToArray());
        Assert.StartsWith("\uFEFF", Encoding.UTF8.GetString(files["cm.yaml"].Span), StringComparison.Ordinal);
    }

    private static PackageSet Sound(PackageSet set)
    {
        Assert.Empty(set.Diagnostics.Select(diagnostic => diagnostic.ToString()));
        return set;
    }
}
