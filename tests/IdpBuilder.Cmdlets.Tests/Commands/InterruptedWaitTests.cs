using System.Management.Automation;

namespace IdpBuilder.Tests.Commands;

/// <summary>What becomes of a wait when the thing it waits for goes, or the user has had enough.</summary>
public sealed class InterruptedWaitTests : IDisposable
{
    private const string SlowPackage = """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: web}
        spec:
          serviceName: web
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}, annotations: {embedded.idpbuilder.io/ready: "false"}}
            spec: {containers: [{name: main, image: nginx}]}
        """;

    private const string SuspendedWorkflow = """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: ask, namespace: default}
        spec:
          entrypoint: main
          templates: [{name: main, suspend: {}}]
        """;

    private readonly ModuleEngine _engine = new();
    private readonly ModuleEngine _other = new();
    private readonly TemporaryFolder _folder = new();
    private readonly Cluster _cluster;

    public InterruptedWaitTests()
    {
        _cluster = _engine.Run("New-IdpCluster demo -Provider Embedded").Single<Cluster>();
        _folder.Write("slow/web.yaml", SlowPackage);
        _folder.Write("ask.yaml", SuspendedWorkflow);
        _engine.Run($"$null = Install-IdpPackage '{_folder.Path}/slow'; $null = Start-IdpWorkflow -Path '{_folder.Path}/ask.yaml'");
    }

    public void Dispose()
    {
        _other.Dispose();
        _engine.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("Wait-IdpPackage slow", "Remove-IdpCluster $cluster", "ClusterGone")]
    [InlineData("Wait-IdpWorkflow ask", "Remove-IdpCluster $cluster", "ClusterGone")]
    [InlineData("Wait-IdpPackage slow", "Uninstall-IdpPackage slow -Cluster $cluster", "PackageFailed")]
    [InlineData("Wait-IdpWorkflow ask", "Stop-IdpWorkflow ask -Cluster $cluster", "WorkflowFailed")]
    public async Task A_wait_ends_with_one_error_when_what_it_waits_for_goes(string wait, string deed, string id)
    {
        using var shell = _engine.CreateShell(wait);
        var run = await BegunAsync(shell);

        Assert.Empty(_other.Run($"$cluster = @($input)[0]; $null = {deed}", _cluster).Errors);

        Assert.Empty(await run);
        Assert.StartsWith(id + ",", Assert.Single(shell.Streams.Error).FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData("Wait-IdpPackage slow")]
    [InlineData("Wait-IdpWorkflow ask")]
    public async Task Stopping_a_wait_gives_the_prompt_back_and_leaves_all_as_it_was(string wait)
    {
        using var shell = _engine.CreateShell(wait);
        var run = await BegunAsync(shell);

        await Task.Factory.FromAsync(shell.BeginStop(null, null), shell.EndStop);

        await Assert.ThrowsAnyAsync<PipelineStoppedException>(() => run);
        Assert.Empty(shell.Streams.Error);
        Assert.Equal("slow", _engine.Run("Get-IdpPackage").Single<PackageStatus>().Name);
        Assert.Equal("ask", _engine.Run("Get-IdpWorkflow ask").Single<Workflow>().Name);
    }

    [Fact]
    public async Task Stopping_an_installation_that_waits_for_a_dependency_leaves_the_session_usable()
    {
        _folder.Write("shop/idp.yaml", "apiVersion: idpbuilder.io/v1alpha1\nkind: Package\nmetadata: {name: shop}\nspec:\n  dependsOn: [slow]\n");
        _folder.Write("shop/cm.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n");
        using var shell = _engine.CreateShell($"Install-IdpPackage '{_folder.Path}/shop'");
        var run = await BegunAsync(shell);

        await Task.Factory.FromAsync(shell.BeginStop(null, null), shell.EndStop);

        await Assert.ThrowsAnyAsync<PipelineStoppedException>(() => run);
        Assert.Equal("slow", _engine.Run("Get-IdpPackage").Single<PackageStatus>().Name);
    }

    [Fact]
    public async Task A_workflow_that_is_deleted_while_it_is_waited_for_ends_the_wait()
    {
        _folder.Write("flow/flow.yaml", SuspendedWorkflow.Replace("name: ask", "name: gone", StringComparison.Ordinal));
        _engine.Run($"$null = Install-IdpPackage '{_folder.Path}/flow'");
        using (var made = _engine.CreateShell("Wait-IdpPackage flow"))
        {
            await RunningScript.StopAsync(made, await RunningScript.UntilAsync(made, " Synced,"));
        }

        using var shell = _engine.CreateShell("Wait-IdpWorkflow gone");
        var run = await BegunAsync(shell);

        Assert.Empty(_other.Run("$cluster = @($input)[0]; $null = Uninstall-IdpPackage flow -Cluster $cluster", _cluster).Errors);

        Assert.Empty(await run);
        var error = Assert.Single(shell.Streams.Error);
        Assert.StartsWith("WorkflowFailed,", error.FullyQualifiedErrorId);
        Assert.Contains("it was deleted while it was waited for", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_the_making_of_a_cluster_in_its_middle_leaves_nothing_of_it()
    {
        var path = Path.Combine(_folder.Path, "config");
        using var shell = _engine.CreateShell($"New-IdpCluster second -Provider Embedded -Listen -KubeConfig '{path}'");

        // The cluster stands and listens, but cannot be made known as long as another writer holds the kubeconfig.
        using (new FileStream(path + ".lock", FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
        {
            await RunningScript.StopAsync(shell, await RunningScript.UntilAsync(shell, "writing the kubeconfig"));
        }

        Assert.Equal("demo", _engine.Run("Get-IdpCluster").Single<Cluster>().Name);
        Assert.False(File.Exists(path));
        Assert.Empty(_engine.Run("New-IdpCluster second -Provider Embedded; Get-IdpPackage -Cluster second").Errors);
    }

    /// <summary>Starts a script and returns when it has shown its first progress.</summary>
    private static async Task<Task<PSDataCollection<PSObject>>> BegunAsync(PowerShell shell)
    {
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        shell.Streams.Progress.DataAdded += (_, _) => waiting.TrySetResult();
        var run = shell.InvokeAsync();
        Assert.NotSame(run, await Task.WhenAny(run, waiting.Task));
        return run;
    }
}
