using IdpBuilder.Contract.Tests.Api;
using IdpBuilder.Contract.Tests.Conditions;
using IdpBuilder.Contract.Tests.Faults;
using IdpBuilder.Execution;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Platform;

namespace IdpBuilder.Contract.Tests.Rehearsal;

/// <summary>Core packages that were applied from a machine and are Argo CD's from then on.</summary>
public abstract class HandOverContract(RehearsedCluster cluster) : IDisposable
{
    private const string Labelled = "$patch: merge\napiVersion: v1\nkind: Service\nmetadata: {name: my-gitea-http, namespace: gitea, labels: {tier: git}}\n";
    private const string Dropped = "$patch: delete\napiVersion: v1\nkind: Service\nmetadata: {name: my-gitea-ssh, namespace: gitea}\n";

    private readonly CorePackageAssembly _assembly = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private InstallContext Context => new(cluster.Connection, new SilentReporter(), "test", TimeSpan.FromMinutes(5)) { Clock = TimeProvider.System };

    private PackageRun Run => new(cluster.Connection, new SilentReporter());

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _assembly.Dispose();
    }

    [Theory]
    [InlineData("gitea")]
    [InlineData("traefik")]
    public async Task Argo_CD_finds_everything_in_place_and_lets_go_of_it_again(string package)
    {
        Assert.SkipUnless(cluster.Missing.Length == 0, cluster.Missing);
        await HandOverAsync(package, string.Empty);
    }

    /// <summary>Hands a package over, takes it back and removes it.</summary>
    protected async Task HandOverAsync(string package, string over)
    {
        var folder = await MakeAsync(package, over);
        await Run.InstallDirectlyAsync(folder);
        await Run.WaitAsync(package);
        var applied = await AppliedAsync(package);

        await Run.InstallAsync(folder);

        Assert.Equal(applied, await AppliedAsync(package));
        Assert.Contains(package, await HandOver.FindAsync(cluster.Connection.Api, Stop));
        var status = Assert.Single(await PackageStatuses.ListAsync(cluster.Connection, Stop), status => status.Name == package);
        Assert.Equal(("core", true, "Synced", "Healthy"), (status.Type, status.Ready, status.Sync, status.Health));

        await new HandOver(Context).TakeBackAsync(package, Stop);
        Assert.Equal(applied, await AppliedAsync(package));
        Assert.DoesNotContain(package, await HandOver.FindAsync(cluster.Connection.Api, Stop));
        Assert.DoesNotContain(await cluster.Connection.Git.ListAsync(Stop), repository => repository.Name.Contains(package, StringComparison.Ordinal));
        await new PackageUninstaller(Context).RunAsync(package, Stop);
        Assert.Empty(await AppliedAsync(package));
    }

    [Fact]
    public async Task What_Argo_CD_has_made_of_a_new_version_is_what_this_machine_would_have_and_goes_whole()
    {
        Assert.SkipUnless(cluster.Missing.Length == 0, cluster.Missing);
        var folder = await MakeAsync("gitea", string.Empty);
        await Run.InstallDirectlyAsync(folder);
        await Run.InstallAsync(folder);
        var before = await AppliedAsync("gitea");
        var others = await ApplicationsAsync();

        folder = await MakeAsync("gitea", $"{Labelled}---\n{Dropped}");
        await Run.InstallAsync(folder);
        var synced = await AppliedAsync("gitea");
        await Run.InstallDirectlyAsync(folder);

        Assert.Equal(synced, await AppliedAsync("gitea"));
        Assert.Equal(["/Service/gitea/my-gitea-ssh"], before.Keys.Except(synced.Keys));
        var changed = Assert.Single(synced, entry => before[entry.Key] != entry.Value);
        Assert.Equal("/Service/gitea/my-gitea-http", changed.Key);
        Assert.Equal(others, await ApplicationsAsync());

        // Of a field that both had applied, Argo CD gives up its share only.
        folder = await MakeAsync("gitea", Dropped);
        await Run.InstallAsync(folder);
        await Run.InstallDirectlyAsync(folder);
        await Run.InstallAsync(folder);
        Assert.Equal(before.Where(entry => synced.ContainsKey(entry.Key)), await AppliedAsync("gitea"));

        await new PackageUninstaller(Context).RunAsync("gitea", Stop);
        Assert.Empty(await AppliedAsync("gitea"));
        Assert.Empty(await ApplicationsAsync());
    }

    private Task<string> MakeAsync(string package, string over) => _assembly.MakeAsync(package, new PlatformShape(PlatformFacts.Default) { HasIngress = true }, over);

    private async Task<IReadOnlyDictionary<string, string>> AppliedAsync(string package) => (await ClusterSnapshot.TakeAsync(cluster.Connection.Api, Stop)).AppliedBy(package);

    private async Task<string[]> ApplicationsAsync() =>
        [.. (await cluster.Connection.Api.ListAsync(new ResourceSelector(ArgoTypes.Application, ArgoTypes.Namespace), Stop)).Items.Select(application => application.Uid)];
}
