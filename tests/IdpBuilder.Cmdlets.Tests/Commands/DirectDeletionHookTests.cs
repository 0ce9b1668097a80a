using IdpBuilder.Manifests;
using IdpBuilder.Tests.Hosting;

namespace IdpBuilder.Tests.Commands;

/// <summary>Hooks that run when a package goes that was applied without Argo CD.</summary>
public sealed class DirectDeletionHookTests : IDisposable
{
    private static readonly GroupVersionKind MapType = new("", "v1", "ConfigMap");
    private static readonly GroupVersionKind JobType = new("batch", "v1", "Job");
    private static readonly GroupVersionKind SecretType = new("", "v1", "Secret");

    private readonly DirectPackage _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task They_run_when_the_package_goes_though_its_files_are_gone()
    {
        _app.WriteMap("a");
        _app.WriteHook("PreDelete", "farewell-");
        _app.WriteHook("PostDelete", "sweep", annotations: "argocd.argoproj.io/hook-delete-policy: HookSucceeded");
        Assert.True(_app.Install().Ready);
        Assert.Empty(await _app.NamesAsync(JobType));
        Directory.Delete(_app.Path, recursive: true);

        Uninstall();

        Assert.Empty(await _app.NamesAsync(MapType));
        Assert.Equal(["farewell-predelete"], await _app.NamesAsync(JobType));
        Assert.Empty(await KeptAsync());
        Assert.Empty(_app.Engine.Run("Get-IdpPackage").Output);
    }

    [Fact]
    public async Task One_that_fails_before_keeps_the_package_until_it_succeeds()
    {
        _app.WriteMap("a");
        _app.WriteHook("PreDelete", "backup", exitCode: "1");
        _app.Install();

        var error = _app.Engine.Fail("Uninstall-IdpPackage app -Timeout 5m");

        Assert.StartsWith("PackageRemovalFailed,", error.FullyQualifiedErrorId);
        Assert.Contains("PreDelete hook(s) failed: app/backup", error.Exception.Message);
        Assert.Equal(["a"], await _app.NamesAsync(MapType));
        Assert.Empty(await _app.NamesAsync(JobType));

        _app.WriteHook("PreDelete", "backup");
        _app.Install();
        Uninstall();
        Assert.Empty(await _app.NamesAsync(MapType));
    }

    [Fact]
    public async Task One_that_fails_after_is_all_that_the_next_attempt_runs()
    {
        _app.WriteMap("a");
        _app.WriteHook("PreDelete", "backup");
        _app.WriteHook("PostDelete", "sweep", exitCode: "1");
        _app.Install();

        var error = _app.Engine.Fail("Uninstall-IdpPackage app -Timeout 5m");

        Assert.Contains("PostDelete hook(s) failed: app/sweep", error.Exception.Message);
        Assert.Empty(await _app.NamesAsync(MapType));
        var before = Assert.Single(await _app.ListAsync(JobType)).Uid;

        error = _app.Engine.Fail("Uninstall-IdpPackage app -Timeout 5m");

        Assert.Contains("PostDelete hook(s) failed: app/sweep", error.Exception.Message);
        Assert.Equal(before, Assert.Single(await _app.ListAsync(JobType)).Uid);
    }

    [Fact]
    public async Task One_that_ran_when_an_earlier_package_of_the_name_went_runs_again()
    {
        _app.WriteMap("a");
        _app.WriteHook("PreDelete", "backup");
        _app.Install();
        Uninstall();
        var first = Assert.Single(await _app.ListAsync(JobType)).Uid;

        _app.Install();
        Uninstall();

        Assert.NotEqual(first, Assert.Single(await _app.ListAsync(JobType)).Uid);
    }

    [Fact]
    public async Task One_that_the_package_no_longer_has_does_not_run()
    {
        _app.WriteMap("a");
        _app.WriteHook("PreDelete", "backup");
        _app.Install();
        Assert.Single(await KeptAsync());
        _app.Remove("backup.yaml");
        _app.Install();

        Uninstall();

        Assert.Empty(await _app.NamesAsync(JobType));
        Assert.Empty(await KeptAsync());
    }

    [Fact]
    public void A_rehearsal_of_the_removal_names_them_in_their_order()
    {
        _app.WriteMap("a");
        _app.WriteHook("PreDelete", "backup-");
        _app.WriteHook("PostDelete", "sweep");

        var run = HostRun.Command($"$null = New-IdpCluster demo -Provider Embedded; $null = Install-IdpPackage '{_app.Path}' -Direct; Uninstall-IdpPackage app -WhatIf");

        var lines = run.Output.ReplaceLineEndings("\n").Split('\n');
        string[] expected = ["What if: Run Job app/backup-predelete (PreDelete hook)", "What if: Delete ConfigMap app/a", "What if: Run Job app/sweep (PostDelete hook)"];
        Assert.Equal(expected, lines.Intersect(expected, StringComparer.Ordinal));
    }

    private async Task<IReadOnlyList<Manifest>> KeptAsync()
    {
        await using var api = _app.Objects.Connect();
        return [.. (await api.ListAsync(new ResourceSelector(SecretType, "idpbuilder"), TestContext.Current.CancellationToken)).Items.Where(secret => secret.Name == "package-app-hooks")];
    }

    private void Uninstall() => Assert.Empty(_app.Engine.Run("Uninstall-IdpPackage app -Timeout 5m").Errors);
}
