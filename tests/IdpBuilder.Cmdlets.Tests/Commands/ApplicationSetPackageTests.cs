namespace IdpBuilder.Tests.Commands;

/// <summary>Packages of ApplicationSets: what they make is synced and waited for like a package's own Applications.</summary>
public sealed class ApplicationSetPackageTests : IDisposable
{
    private readonly ModuleEngine _engine = new();
    private readonly TemporaryFolder _folder = new();

    public ApplicationSetPackageTests() => _engine.Run("$null = New-IdpCluster demo -Provider Embedded");

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("{syncOptions: [CreateNamespace=true]}")]
    [InlineData("{automated: {}, syncOptions: [CreateNamespace=true]}")]
    public void What_a_set_makes_is_synced_when_it_is_installed_and_its_hooks_run_again_when_they_change(string policy)
    {
        Write(policy);
        _folder.Write("content/apps/one/hook.yaml", Hook("first"));

        Assert.Equal(("Synced", "Healthy"), Install());

        _folder.Write("content/apps/one/hook.yaml", Hook("second"));
        _folder.Write("content/apps/two/hook.yaml", Hook("third"));

        Assert.Equal(("Synced", "Healthy"), Install());
        Assert.Equal(["second", "third"], _engine.Run("Get-IdpPackage shop").Single<PackageStatus>().Hooks.Select(hook => hook.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void RollingSync_is_left_to_Argo_CD_and_it_is_said()
    {
        Write("{automated: {}, syncOptions: [CreateNamespace=true]}", "strategy: {type: RollingSync, rollingSync: {steps: []}}");

        var ready = _engine.Run($"Install-IdpPackage '{_folder.Path}/app.yaml' | Wait-IdpPackage");

        Assert.Empty(ready.Errors);
        Assert.Contains("progressive syncs", Assert.Single(ready.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_that_cannot_make_anything_is_told_by_the_wait_and_not_waited_for_by_installing()
    {
        Write("{}", generators: "[{matrix: {generators: [{clusters: {}}]}}]");

        var error = Assert.Single(_engine.Run($"Install-IdpPackage '{_folder.Path}/app.yaml' | Wait-IdpPackage").Errors);

        Assert.StartsWith("PackageFailed,", error.FullyQualifiedErrorId);
        Assert.Contains("Matrix support only two", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("generator-matrix", "Matrix support only two")]
    [InlineData("no-generator-single-source", "path.basename")]
    public void Public_sets_that_Argo_CD_refuses_fail_with_its_reason(string name, string reason)
    {
        var path = Repository.PublicData("idpbuilder-packages", "applicationSet");

        var error = Assert.Single(_engine.Run($"Install-IdpPackage '{path}/{name}.yaml' | Wait-IdpPackage").Errors);

        Assert.StartsWith("PackageFailed,", error.FullyQualifiedErrorId);
        Assert.Contains(reason, error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("generator-single-source")]
    [InlineData("generator-multi-sources")]
    public void Public_sets_over_folders_become_ready(string name)
    {
        Assert.SkipUnless(
            new[] { "kustomize", "kubectl" }.Any(program => _engine.Run($"Get-Command {program} -CommandType Application -ErrorAction Ignore").Output.Count > 0),
            "neither kustomize nor kubectl is on the PATH to render the folders");
        var path = Repository.PublicData("idpbuilder-packages", "applicationSet");

        var ready = _engine.Run($"Install-IdpPackage '{path}/{name}.yaml' | Wait-IdpPackage");

        Assert.Empty(ready.Errors);
        Assert.Equal([name, "guestbook", "guestbook2"], ready.Single<PackageStatus>().Applications);
        Assert.Empty(_engine.Run($"Uninstall-IdpPackage {name}").Errors);
        Assert.Empty(_engine.Run("Get-IdpPackage").Output);
    }

    private static string Hook(string name) =>
        $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: {name}, annotations: {{argocd.argoproj.io/hook: PreSync}}}}\n";

    private (string Sync, string Health) Install()
    {
        var ready = _engine.Run($"Install-IdpPackage '{_folder.Path}/app.yaml' | Wait-IdpPackage");
        Assert.Empty(ready.Errors);
        var status = ready.Single<PackageStatus>();
        return (status.Sync, status.Health);
    }

    private void Write(
        string policy,
        string strategy = "",
        string generators = "[{git: {repoURL: cnoe://content, revision: HEAD, directories: [{path: apps/*}]}}]")
    {
        _folder.Write("app.yaml", string.Join('\n',
            "apiVersion: argoproj.io/v1alpha1",
            "kind: ApplicationSet",
            "metadata: {name: shop, namespace: argocd}",
            "spec:",
            "  goTemplate: true",
            $"  generators: {generators}",
            $"  {strategy}",
            "  template:",
            "    metadata: {name: '{{ .path.basename }}'}",
            "    spec:",
            "      project: default",
            "      source: {repoURL: cnoe://content, targetRevision: HEAD, path: '{{ .path.path }}'}",
            "      destination: {server: https://kubernetes.default.svc, namespace: shop}",
            $"      syncPolicy: {policy}"));
        _folder.Write("content/apps/one/cm.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: one}\n");
    }
}
