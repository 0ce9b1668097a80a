namespace IdpBuilder.Tests.Commands;

/// <summary>Uninstalling returns when everything is gone, whatever goes on at the time.</summary>
public sealed class RemovalTests : IDisposable
{
    private const string Application = """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: shop, namespace: argocd}
        spec:
          project: default
          source: {repoURL: cnoe://content, targetRevision: HEAD, path: apps/one}
          destination: {server: https://kubernetes.default.svc, namespace: shop}
          syncPolicy: {automated: {}, syncOptions: [CreateNamespace=true]}
        """;

    private const string Set = """
        apiVersion: argoproj.io/v1alpha1
        kind: ApplicationSet
        metadata: {name: shop, namespace: argocd}
        spec:
          goTemplate: true
          generators:
            - git: {repoURL: cnoe://content, revision: HEAD, directories: [{path: apps/*}]}
          template:
            metadata: {name: '{{ .path.basename }}'}
            spec:
              project: default
              source: {repoURL: cnoe://content, targetRevision: HEAD, path: '{{ .path.path }}'}
              destination: {server: https://kubernetes.default.svc, namespace: shop}
              syncPolicy: {automated: {}, syncOptions: [CreateNamespace=true]}
        """;

    private readonly ModuleEngine _engine = new();
    private readonly ModuleEngine _other = new();
    private readonly TemporaryFolder _folder = new();
    private readonly Cluster _cluster;

    public RemovalTests() => _cluster = _engine.Run("New-IdpCluster demo -Provider Embedded").Single<Cluster>();

    public void Dispose()
    {
        _other.Dispose();
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Packages_go_before_those_they_need()
    {
        foreach (var (name, needs) in (ReadOnlySpan<(string, string)>)[("base", ""), ("middle", "base"), ("top", "middle")])
        {
            _folder.Write($"{name}/map.yaml", $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: {name}}}\n");
            _folder.Write($"{name}/idp.yaml", $"apiVersion: idpbuilder.io/v1alpha1\nkind: Package\nmetadata: {{name: {name}}}\nspec: {{dependsOn: [{needs}]}}\n");
        }

        Assert.Empty(_engine.Run($"Install-IdpPackage '{_folder.Path}/*' -Direct").Errors);

        var removed = _engine.Run("Uninstall-IdpPackage base, top, middle -PassThru");

        Assert.Equal(["top", "middle", "base"], removed.As<PackageStatus>().Select(package => package.Name));
        Assert.Empty(removed.Warnings);
    }

    [Theory]
    [InlineData(Application)]
    [InlineData(Set)]
    public async Task Uninstalling_returns_when_the_last_deletion_hook_has_ended(string manifest)
    {
        Write(manifest, hook: "PostDelete");
        Assert.Empty(_engine.Run($"Install-IdpPackage '{_folder.Path}/app.yaml' | Wait-IdpPackage").Errors);

        using var shell = _engine.CreateShell("Uninstall-IdpPackage shop");
        var run = await RunningScript.UntilAsync(shell, "Waiting for the removal");
        _other.Resume("ask", _cluster);
        await run;

        Assert.Empty(shell.Streams.Error);
        Assert.Empty(_engine.Run("Get-IdpPackage").Output);
    }

    [Theory]
    [InlineData(Application)]
    [InlineData(Set)]
    public async Task A_sync_that_still_runs_is_ended_by_uninstalling(string manifest)
    {
        Write(manifest, hook: "PreSync");
        _engine.Run($"$null = Install-IdpPackage '{_folder.Path}/app.yaml'");
        using (var wait = _engine.CreateShell("Wait-IdpPackage shop"))
        {
            await RunningScript.StopAsync(wait, await RunningScript.UntilAsync(wait, "Workflow/ask"));
        }

        Assert.Empty(_engine.Run("Uninstall-IdpPackage shop").Errors);
        Assert.Empty(_engine.Run("Get-IdpPackage; Get-IdpWorkflow").Output);
    }

    private void Write(string manifest, string hook)
    {
        _folder.Write("app.yaml", manifest);
        _folder.Write("content/apps/one/cm.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n");
        _folder.Write("content/apps/one/hook.yaml", $$"""
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata:
              name: ask
              namespace: shop
              annotations: {argocd.argoproj.io/hook: {{hook}}, argocd.argoproj.io/hook-delete-policy: HookSucceeded}
            spec:
              entrypoint: main
              templates:
                - name: main
                  suspend: { }
            """);
    }
}
