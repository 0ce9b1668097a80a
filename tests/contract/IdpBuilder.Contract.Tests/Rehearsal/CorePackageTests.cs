using System.Net;
using IdpBuilder.Contract.Tests.Conditions;
using IdpBuilder.Contract.Tests.Faults;
using IdpBuilder.Execution;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Platform;
using IdpBuilder.Tests;

namespace IdpBuilder.Contract.Tests.Rehearsal;

/// <summary>The core packages as a real API server takes them.</summary>
public sealed class CorePackageTests(RehearsedOnRealServer cluster) : IClassFixture<RehearsedOnRealServer>, IDisposable
{
    // Argo CD makes it when its containers run.
    private const string RedisSecret = "apiVersion: v1\nkind: Secret\nmetadata: {name: argocd-redis}\nstringData: {auth: any}\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("idp-core-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("argocd", 56, "argocd-")]
    [InlineData("argo-workflows", 18, "/argo")]
    [InlineData("gitea", 6, "gitea/")]
    public async Task It_is_taken_object_by_object_changes_nothing_when_it_comes_again_and_goes_with_everything(string package, int least, string mark)
    {
        Assert.SkipUnless(cluster.Missing.Length == 0, cluster.Missing);
        var folder = Path.Combine(_folder, package);
        var home = await AssembleAsync(package, folder);
        var run = new PackageRun(cluster.Connection, new SilentReporter());
        var before = await SnapshotAsync();

        await run.InstallDirectlyAsync(folder, home);
        await run.WaitAsync(package);
        var installed = (await SnapshotAsync()).AppliedBy(package);
        await run.InstallDirectlyAsync(folder, home);

        Assert.Equal(installed, (await SnapshotAsync()).AppliedBy(package));
        Assert.True(installed.Count >= least, $"only {installed.Count} objects are there: {string.Join(", ", installed.Keys)}");
        var context = new InstallContext(cluster.Connection, new SilentReporter(), string.Empty, TimeSpan.FromMinutes(5)) { Clock = TimeProvider.System };
        await new PackageUninstaller(context).RunAsync(package, Stop);
        var after = await SnapshotAsync();
        Assert.Empty(after.AppliedBy(package));
        Assert.DoesNotContain(after.Names.Except(before.Names), name => name.Contains(mark, StringComparison.Ordinal) && !IsOfControllers(name));
    }

    private async Task<string> AssembleAsync(string package, string folder)
    {
        var upstream = await File.ReadAllBytesAsync(Repository.PublicData("argo-cd", "v3.5.1-install.yaml"), Stop);
        using var http = new HttpMessageInvoker(new Upstream(upstream));
        var shipped = Repository.PathOf("src", "IdpBuilder", "CorePackages");
        var packages = new CorePackages(shipped, new CorePackageFiles(shipped, Path.Combine(_folder, "downloads"), http), new YamlManifestReader());
        var over = string.Empty;
        if (package == "argocd")
        {
            over = Path.Combine(_folder, "redis.yaml");
            await File.WriteAllTextAsync(over, RedisSecret, Stop);
        }

        await packages.AssembleAsync(package, over, folder, new SilentReporter(), Stop);
        return packages.NamespaceOf(package);
    }

    // They follow their owners at a moment of their own.
    private static bool IsOfControllers(string name) =>
        new[] { "/Endpoint", "/Pod/", "/ReplicaSet/", "/ControllerRevision/" }.Any(kind => name.Contains(kind, StringComparison.Ordinal));

    private Task<ClusterSnapshot> SnapshotAsync() => ClusterSnapshot.TakeAsync(cluster.Connection.Api, Stop);

    private sealed class Upstream(byte[] content) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(content) });
    }
}
