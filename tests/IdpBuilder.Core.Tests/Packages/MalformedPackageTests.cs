using CsCheck;
using IdpBuilder.Packages;
using static IdpBuilder.Core.Tests.Packages.PackageFolder;

namespace IdpBuilder.Core.Tests.Packages;

public sealed class MalformedPackageTests
{
    private static readonly string[] Seeds =
    [
        Application("one"), Application("two", "cnoe://"), ConfigMap("c", "argocd.argoproj.io/hook: PreSync"),
        "apiVersion: idpbuilder.io/v1alpha1\nkind: Package\nmetadata: {name: p}\nspec:\n  parameters:\n    - {name: a, type: int, default: 1}\n  dependsOn: [q]\n  ready: [{apiVersion: v1, kind: Secret, name: s}]\n",
        "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: s}\nspec: {generators: [{list: {}}], template: {spec: {source: {repoURL: cnoe://x}}}}\n",
    ];

    private static readonly string[] Insertions =
        ["", "\n", ": ", "- ", "[", "{", "null", "((a))", "cnoe://../..", "cnoe://\0", "cnoe://{{x}}", "metadata: 3\n", "spec: []\n", "source: 1\n", "annotations: [1]\n", "kind: List\nitems: [1, {}, []]\n", "\t", "---\n"];

    private static readonly Gen<string> Text =
        Gen.Select(Gen.Int[0, Seeds.Length - 1], Gen.Int[0, 400], Gen.Int[0, 30], Gen.Int[0, Insertions.Length - 1], (seed, at, cut, insertion) =>
        {
            var text = Seeds[seed];
            var start = Math.Min(at, text.Length);
            return text[..start] + Insertions[insertion] + text[Math.Min(text.Length, start + cut)..];
        });

    [Fact]
    public void No_files_make_the_reader_throw()
    {
        using var folder = new PackageFolder();
        folder.With("manifests/cm.yaml", ConfigMap("c")).With("x/cm.yaml", ConfigMap("x"));
        Gen.Select(Text, Text, Text).Sample(
            (application, declaration, content) =>
            {
                folder.With("app.yaml", application).With("idp.yaml", declaration).With("manifests/extra.yaml", content);

                var set = folder.Read(PackageReadOptions.Default with { Parameters = new Dictionary<string, object?> { ["a"] = "7" } }, ".");

                Assert.All(set.Diagnostics, diagnostic => Assert.NotEmpty(diagnostic.Remedy));
                Assert.True(set.HasErrors || set.Packages.Count > 0);
            },
            iter: 300,
            threads: 1);
    }
}
