using IdpBuilder.Packages;
using static IdpBuilder.Core.Tests.Packages.PackageFolder;

namespace IdpBuilder.Core.Tests.Packages;

public sealed class PackageReaderTests : IDisposable
{
    private readonly PackageFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_Application_of_a_directory_is_a_package()
    {
        _folder.With("a.yaml", Application("one", "cnoe://x")).With("b.yml", Application("two", "cnoe://x")).With("x/cm.yaml", ConfigMap("c"));

        var set = Sound(_folder.Read("."));

        Assert.Equal(["one", "two"], set.Packages.Select(package => package.Name));
        Assert.Equal(["one-x", "two-x"], set.Packages.Select(package => Assert.Single(package.Contents).Repository));
    }

    [Fact]
    public void All_documents_of_a_file_belong_to_the_package()
    {
        _folder.With("a.yaml", ConfigMap("first") + "---\n" + Application("one") + "---\n" + Application("two") + "---\n" + ConfigMap("last"))
            .With("manifests/cm.yaml", ConfigMap("c"));

        var set = Sound(_folder.Read("a.yaml"));

        Assert.Equal(["one", "two"], set.Packages.Select(package => package.Name));
        Assert.Equal(["first", "last"], set.Packages[0].Manifests.Select(manifest => manifest.Manifest.Name));
        Assert.Empty(set.Packages[1].Manifests);
    }

    [Fact]
    public void An_idp_yaml_makes_a_directory_one_package()
    {
        _folder.With("idp.yaml", "apiVersion: idpbuilder.io/v1alpha1\nkind: Package\nmetadata: {name: platform}\nspec: {description: all of it, dependsOn: [base]}\n")
            .With("a.yaml", Application("one")).With("b.yaml", Application("two")).With("manifests/cm.yaml", ConfigMap("c"));

        var package = Assert.Single(_folder.Read(".").Packages);

        Assert.Equal(("platform", "all of it"), (package.Name, package.Description));
        Assert.Equal(["one", "two"], package.Applications.Select(application => application.Name));
        Assert.Equal(["base"], package.DependsOn);
    }

    [Theory]
    [InlineData("cm.yaml", "manifests")]
    [InlineData("kustomization.yaml", "kustomization")]
    [InlineData("Chart.yaml", "chart")]
    public void A_bare_directory_gets_an_Application(string file, string what)
    {
        _folder.With($"my_app/{file}", ConfigMap("c"));

        var package = Assert.Single(Sound(_folder.Read("my_app")).Packages);

        var application = Assert.Single(package.Applications);
        Assert.Equal(("my-app", "my-app", "my-app-my-app"), (package.Name, application.Name, application.References["cnoe://"]));
        Assert.Equal("my-app", ApplicationSources.DestinationNamespace(application.Manifest));
        var source = Assert.Single(application.Sources);
        Assert.StartsWith(what, source.Name);
        Assert.Equal(what == "manifests", source.Manifests is not null);
    }

    [Fact]
    public void Name_and_namespace_of_a_bare_directory_can_be_chosen()
    {
        _folder.With("x/cm.yaml", ConfigMap("c"));

        var set = Read(PackageReadOptions.Default, [new PackageSource(_folder.At("x"), Name: "mine", Namespace: "there")]);

        var package = Assert.Single(Sound(set).Packages);
        Assert.Equal(("mine", "there"), (package.Name, ApplicationSources.DestinationNamespace(package.Applications[0].Manifest)));
    }

    [Fact]
    public void A_single_file_of_manifests_is_deployed_alone()
    {
        _folder.With("cm.yaml", ConfigMap("a") + "---\n" + ConfigMap("b")).With("other.yaml", "broken: [");

        var package = Assert.Single(Sound(_folder.Read("cm.yaml")).Packages);

        Assert.Equal(["cm.yaml"], Assert.Single(package.Contents).Files.Keys);
        Assert.Equal(["a", "b"], package.Applications[0].LocalManifests.Select(manifest => manifest.Manifest.Name));
    }

    [Fact]
    public void Directories_below_are_searched_only_when_asked()
    {
        _folder.With("top/a/app.yaml", Application("one")).With("top/a/manifests/cm.yaml", ConfigMap("c")).With("top/b/app.yaml", Application("two", "cnoe://../shared"))
            .With("top/shared/nested.yaml", Application("nested", "https://example.com/x.git"));

        Assert.Equal(DiagnosticCodes.SourceEmpty, Assert.Single(_folder.Read("top").Diagnostics).Code);

        var set = Sound(Read(PackageReadOptions.Default, [new PackageSource(_folder.At("top"), Recurse: true)]));
        Assert.Equal(["one", "two"], set.Packages.Select(package => package.Name));
    }

    [Fact]
    public void A_later_source_overrides_an_earlier_one_and_says_so()
    {
        _folder.With("a/app.yaml", Application("one", "https://example.com/a.git")).With("b/app.yaml", Application("one", "https://example.com/b.git"));

        var set = _folder.Read("a", "b");

        Assert.EndsWith("b", Assert.Single(set.Packages).Path);
        var diagnostic = Assert.Single(set.Diagnostics);
        Assert.Equal((DiagnosticCodes.PackageOverridden, DiagnosticSeverity.Warning), (diagnostic.Code, diagnostic.Severity));
    }

    [Fact]
    public void Two_packages_of_one_name_in_one_source_are_refused()
    {
        _folder.With("a.yaml", Application("one", "https://example.com/a.git")).With("b.yaml", Application("one", "https://example.com/b.git"));

        Assert.Equal(DiagnosticCodes.PackageNameTaken, Assert.Single(_folder.Read(".").Diagnostics).Code);
    }

    [Fact]
    public void Lists_are_packages_too()
    {
        _folder.With("list.json", """{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"argoproj.io/v1alpha1","kind":"Application","metadata":{"name":"one"},"spec":{"source":{"repoURL":"https://x/y.git","path":"."},"destination":{"name":"in-cluster"}}}]}""");

        Assert.Equal("one", Assert.Single(Sound(_folder.Read("list.json")).Packages).Name);
    }

    [Fact]
    public void Files_of_manifests_beside_Applications_are_pointed_out()
    {
        _folder.With("app.yaml", Application("one", "https://x/y.git")).With("cm.yaml", ConfigMap("c")).With("values.yaml", "a: 1\n");

        var set = _folder.Read(".");

        var diagnostic = Assert.Single(set.Diagnostics);
        Assert.Equal((DiagnosticCodes.FileIgnored, DiagnosticSeverity.Information), (diagnostic.Code, diagnostic.Severity));
        Assert.EndsWith("cm.yaml", diagnostic.File);
    }

    [Fact]
    public void Every_mistake_is_found_at_once_with_its_place()
    {
        _folder.With("app.yaml", Application("One") + "---\napiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: two}\nspec: {destination: {}}\n")
            .With("bad.yaml", "a:\n\tb: 1\n")
            .With("manifests/cm.yaml", ConfigMap("c", "\"argocd.argoproj.io/sync-wave\": \"first\""));

        var set = _folder.Read(".");

        Assert.True(set.HasErrors);
        Assert.Equal(
            ["ApplicationDestination app.yaml:19", "ApplicationSourceMissing app.yaml:19", "NameInvalid app.yaml:4", "PackageNameInvalid app.yaml:1", "SyncWaveInvalid cm.yaml:5", "YamlTab bad.yaml:2"],
            set.Diagnostics.Select(diagnostic => $"{diagnostic.Code} {Path.GetFileName(diagnostic.File)}:{diagnostic.Line}").Order(StringComparer.Ordinal));
        Assert.All(set.Diagnostics, diagnostic => Assert.NotEmpty(diagnostic.Remedy));
    }

    [Fact]
    public void A_path_that_does_not_exist_is_one_clear_error() =>
        Assert.Equal(DiagnosticCodes.SourceMissing, Assert.Single(_folder.Read("nowhere").Diagnostics).Code);

    [Fact]
    public void A_huge_file_is_refused_before_it_is_read()
    {
        using (var file = File.Create(_folder.At("huge.yaml")))
        {
            file.SetLength(100L * 1024 * 1024);
        }

        Assert.Equal(DiagnosticCodes.FileTooLarge, Assert.Single(_folder.Read("huge.yaml").Diagnostics).Code);
    }

    private static PackageSet Sound(PackageSet set)
    {
        Assert.Empty(set.Diagnostics.Select(diagnostic => diagnostic.ToString()));
        return set;
    }
}
