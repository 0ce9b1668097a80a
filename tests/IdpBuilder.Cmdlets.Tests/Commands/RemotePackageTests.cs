using IdpBuilder.Manifests;
using IdpBuilder.Tests.Repositories;

namespace IdpBuilder.Tests.Commands;

public sealed class RemotePackageTests : IDisposable
{
    private readonly ModuleEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task A_package_of_a_repository_is_tested_planned_installed_and_updated_from_there()
    {
        using var repository = await RemoteRepository.CreateAsync();
        await repository.CommitAsync(
            ("stacks/shop/app.yaml", Application("shop", "cnoe://../base")), ("stacks/base/cm.yaml", ConfigMap("one")), ("elsewhere/README.md", "text"));
        await repository.GitAsync("tag", "v1");
        var address = $"{repository.Url}//stacks/shop";

        Assert.Empty(_engine.Run($"Test-IdpPackage -Uri '{address}'").Output);
        var step = Assert.Single(_engine.Run($"Get-IdpPackagePlan -Uri '{address}'").As<PackagePlanStep>(), step => step.Kind == "ConfigMap");
        Assert.StartsWith($"{repository.Url}//stacks/base/cm.yaml", step.Source, StringComparison.Ordinal);
        var cluster = _engine.Run("New-IdpCluster -Provider Embedded -Name remote -Listen").Single<Cluster>();
        var api = new ClusterObjects(cluster).Connect();
        var installed = _engine.Run($"Install-IdpPackage -Uri '{address}' -Cluster remote | Wait-IdpPackage").Single<PackageStatus>();

        Assert.Equal(("shop", true, address), (installed.Name, installed.Ready, installed.Path));
        Assert.Equal("one", await ValueAsync(api));
        await repository.CommitAsync(("stacks/base/cm.yaml", ConfigMap("two")));
        Assert.Empty(_engine.Run("Update-IdpPackage shop -Cluster remote | Wait-IdpPackage").Errors);
        Assert.Equal("two", await ValueAsync(api));
        Assert.Empty(_engine.Run($"[pscustomobject]@{{ Uri = '{address}?ref=v1' }} | Install-IdpPackage -Cluster remote | Wait-IdpPackage").Errors);
        Assert.Equal("one", await ValueAsync(api));

        var watched = _engine.Run("Update-IdpPackage shop -Cluster remote -Watch");
        Assert.Equal($"The package 'shop' is not watched: it comes from {address}?ref=v1. Run Update-IdpPackage again when something has changed there.", Assert.Single(watched.Warnings));
        Assert.DoesNotContain(Directory.EnumerateDirectories(Path.GetTempPath(), "idpbuilder-remote-*"), folder => Directory.EnumerateFiles(folder, "cm.yaml", SearchOption.AllDirectories).Any());
    }

    [Fact]
    public async Task Mistakes_are_named_as_the_address_names_them()
    {
        using var repository = await RemoteRepository.CreateAsync();
        await repository.CommitAsync(("pkg/app.yaml", Application("shop", "cnoe://gone")), ("pkg/sub/bad.yaml", "a: [\n"), ("file.yaml", ConfigMap("x")));

        var diagnostic = _engine.Run($"Test-IdpPackage -Uri '{repository.Url}//pkg'").As<Diagnostic>().First(found => found.Severity == DiagnosticSeverity.Error);

        Assert.Equal(($"{repository.Url}//pkg/app.yaml", 5), (diagnostic.File, diagnostic.Line));
        Assert.Empty(_engine.Run($"Test-IdpPackage -Uri '{repository.Url}//file.yaml'").Errors);
        Assert.Equal("RemotePathMissing", Id($"Test-IdpPackage -Uri '{repository.Url}//nothing'"));
        Assert.Equal("RemoteRevisionMissing", Id($"Test-IdpPackage -Uri '{repository.Url}//pkg?ref=v9'"));
        Assert.Equal("RemoteNotOverSsh", Id("Test-IdpPackage -Uri git@github.com:cnoe-io/stacks//basic"));
        Assert.Contains("Give it with -Uri", _engine.Fail("Test-IdpPackage https://github.com/cnoe-io/stacks//basic").Exception.Message, StringComparison.Ordinal);
        Assert.Equal([false], _engine.Run("Test-IdpPackage -Uri git@github.com:cnoe-io/stacks//basic -Quiet -ErrorAction SilentlyContinue").As<bool>());
    }

    private static async Task<string> ValueAsync(IKubernetesApi api)
    {
        var found = await api.GetAsync(new ResourceReference(new GroupVersionKind("", "v1", "ConfigMap"), "shop", "settings"), TestContext.Current.CancellationToken);
        return (string)found!.Json["data"]!["value"]!;
    }

    private string Id(string script) => _engine.Fail(script).FullyQualifiedErrorId.Split(',')[0];

    private static string Application(string name, string repository) =>
        $"apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {{name: {name}, namespace: argocd}}\nspec:\n  source: {{repoURL: {repository}, path: .}}\n"
        + $"  project: default\n  destination: {{server: https://kubernetes.default.svc, namespace: {name}}}\n  syncPolicy: {{automated: {{}}, syncOptions: [CreateNamespace=true]}}\n";

    private static string ConfigMap(string value) => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: settings}}\ndata: {{value: {value}}}\n";
}
