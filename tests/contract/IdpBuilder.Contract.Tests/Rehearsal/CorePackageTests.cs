using IdpBuilder.Contract.Tests.Api;
using IdpBuilder.Contract.Tests.Conditions;
using IdpBuilder.Contract.Tests.Faults;
using IdpBuilder.Execution;
using IdpBuilder.Packages;
using IdpBuilder.Platform;

namespace IdpBuilder.Contract.Tests.Rehearsal;

/// <summary>The core packages as a real API server takes them.</summary>
public sealed class CorePackageTests(RehearsedOnRealServer cluster) : IClassFixture<RehearsedOnRealServer>, IDisposable
{
    // Argo CD makes it when its containers run.
    private const string RedisSecret = "apiVersion: v1\nkind: Secret\nmetadata: {name: argocd-redis}\nstringData: {auth: any}\n";

    private readonly CorePackageAssembly _assembly = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _assembly.Dispose();

    [Theory]
    [InlineData("argocd", 56, "argocd-")]
    [InlineData("argo-workflows", 18, "/argo")]
    [InlineData("gitea", 6, "gitea/")]
    [InlineData("traefik", 8, "traefik")]
    [InlineData("ingress-nginx", 11, "ingress-nginx")]
    public async Task It_is_taken_object_by_object_changes_nothing_when_it_comes_again_and_goes_with_everything(string package, int least, string mark)
    {
        Assert.SkipUnless(cluster.Missing.Length == 0, cluster.Missing);
        var folder = await _assembly.MakeAsync(package, new PlatformShape(PlatformFacts.Default) { HasIngress = true }, package == "argocd" ? RedisSecret : string.Empty);
        var run = new PackageRun(cluster.Connection, new SilentReporter());
        var before = await SnapshotAsync();

        await run.InstallDirectlyAsync(folder);
        await run.WaitAsync(package);
        var installed = (await SnapshotAsync()).AppliedBy(package);
        await run.InstallDirectlyAsync(folder);

        Assert.Equal(installed, (await SnapshotAsync()).AppliedBy(package));
        Assert.True(installed.Count >= least, $"only {installed.Count} objects are there: {string.Join(", ", installed.Keys)}");
        var context = new InstallContext(cluster.Connection, new SilentReporter(), string.Empty, TimeSpan.FromMinutes(5)) { Clock = TimeProvider.System };
        await new PackageUninstaller(context).RunAsync(package, Stop);
        var after = await SnapshotAsync();
        Assert.Empty(after.AppliedBy(package));
        Assert.DoesNotContain(after.Names.Except(before.Names), name => name.Contains(mark, StringComparison.Ordinal) && !IsOfControllers(name));
    }

    // They follow their owners at a moment of their own.
    private static bool IsOfControllers(string name) =>
        new[] { "/Endpoint", "/Pod/", "/ReplicaSet/", "/ControllerRevision/" }.Any(kind => name.Contains(kind, StringComparison.Ordinal));

    private Task<ClusterSnapshot> SnapshotAsync() => ClusterSnapshot.TakeAsync(cluster.Connection.Api, Stop);
}
