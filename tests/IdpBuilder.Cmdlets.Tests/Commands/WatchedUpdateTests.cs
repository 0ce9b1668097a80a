using IdpBuilder.Manifests;

namespace IdpBuilder.Tests.Commands;

/// <summary>Packages that are updated for as long as somebody works on their files.</summary>
public sealed class WatchedUpdateTests : IAsyncDisposable
{
    private const string Application = """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: shop, namespace: argocd}
        spec:
          project: default
          source: {repoURL: cnoe://manifests, path: ., targetRevision: HEAD, directory: {recurse: true}}
          destination: {server: https://kubernetes.default.svc, namespace: shop}
          syncPolicy: {automated: {prune: true}, syncOptions: [CreateNamespace=true]}
        """;

    private static readonly GroupVersionKind ConfigMaps = new(string.Empty, "v1", "ConfigMap");

    private readonly ModuleEngine _engine = new();
    private readonly TemporaryFolder _folder = new();
    private readonly IKubernetesApi _api;

    public WatchedUpdateTests()
    {
        _api = new ClusterObjects(_engine.Run($"New-IdpCluster demo -Provider Embedded -Listen -KubeConfig '{_folder.Path}/config'").Single<Cluster>()).Connect();
        _folder.Write("shop/app.yaml", Application);
        WriteMap("first", "1");
        Assert.Empty(_engine.Run($"Install-IdpPackage '{_folder.Path}/shop' | Wait-IdpPackage").Errors);
    }

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_is_saved_made_and_deleted_is_deployed_until_the_watch_is_stopped()
    {
        using var shell = _engine.CreateShell("Update-IdpPackage shop -Watch");
        var run = await RunningScript.UntilAsync(shell, "waiting for changes");

        WriteMap("first", "2");
        await UntilAsync(maps => maps.GetValueOrDefault("first") == "2");
        WriteMap("deep/second", "3");
        await UntilAsync(maps => maps.GetValueOrDefault("second") == "3");
        File.Delete(Path.Combine(_folder.Path, "shop", "manifests", "first.yaml"));
        await UntilAsync(maps => !maps.ContainsKey("first"));

        await RunningScript.StopAsync(shell, run);
        Assert.Empty(shell.Streams.Error);
    }

    [Fact]
    public async Task A_mistake_is_told_and_mended_with_the_next_save()
    {
        using var shell = _engine.CreateShell("Update-IdpPackage shop -Watch");
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        shell.Streams.Error.DataAdded += (_, _) => told.TrySetResult();
        var run = await RunningScript.UntilAsync(shell, "waiting for changes");

        WriteApplication(Application.Replace("cnoe://manifests", "cnoe://nowhere", StringComparison.Ordinal));
        Assert.NotSame(run, await Task.WhenAny(run, told.Task));
        WriteMap("first", "2");
        WriteApplication(Application);
        await UntilAsync(maps => maps.GetValueOrDefault("first") == "2");

        await RunningScript.StopAsync(shell, run);
        Assert.StartsWith("CnoeDirectoryMissing,", shell.Streams.Error[0].FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_that_is_published_only_now_is_watched_too()
    {
        using var shell = _engine.CreateShell("Update-IdpPackage shop -Watch");
        var run = await RunningScript.UntilAsync(shell, "waiting for changes");

        _folder.Write("shop/other/third.yaml", Map("third", "1"));
        WriteApplication(Application.Replace("cnoe://manifests", "cnoe://other", StringComparison.Ordinal));
        await UntilAsync(maps => maps.GetValueOrDefault("third") == "1");
        _folder.Write("shop/other/third.yaml", Map("third", "2"));
        await UntilAsync(maps => maps.GetValueOrDefault("third") == "2");

        await RunningScript.StopAsync(shell, run);
        Assert.Empty(shell.Streams.Error);
    }

    [Fact]
    public void What_would_be_done_is_said_once() => Assert.Empty(_engine.Run("Update-IdpPackage shop -Watch -WhatIf").Errors);

    // At once, as careful editors do: a file that is half written has mistakes that nobody made.
    private void WriteApplication(string text) => File.Move(_folder.Write("saved.yaml", text), Path.Combine(_folder.Path, "shop", "app.yaml"), overwrite: true);

    private void WriteMap(string name, string value) => _folder.Write($"shop/manifests/{name}.yaml", Map(Path.GetFileName(name), value));

    private static string Map(string name, string value) => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: {name}}}\ndata: {{value: '{value}'}}\n";

    private Task UntilAsync(Func<Dictionary<string, string?>, bool> moment) => ClusterObjects.UntilAsync(
        _api, ConfigMaps, all => moment(all.Where(map => map.Namespace == "shop").ToDictionary(map => map.Name, map => (string?)map.Json["data"]?["value"])));
}
