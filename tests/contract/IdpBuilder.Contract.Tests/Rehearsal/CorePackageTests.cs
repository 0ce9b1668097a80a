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

    [Fact]
    public async Task Argo_CD_is_taken_object_by_object_changes_nothing_when_it_comes_again_and_goes_with_everything()
    {
        Assert.SkipUnless(cluster.Missing.Length == 0, cluster.Missing);
        var upstream = await File.ReadAllBytesAsync(Repository.PublicData("argo-cd", "v3.5.1-install.yaml"), Stop);
        var packages = Repository.PathOf("src", "IdpBuilder", "CorePackages");
        using var http = new HttpMessageInvoker(new Upstream(upstream));
        var files = new CorePackageFiles(packages, Path.Combine(_folder, "downloads"), http);
        var redis = Path.Combine(_folder, "redis.yaml");
        await File.WriteAllTextAsync(redis, RedisSecret, Stop);
        var argocd = Path.Combine(_folder, "argocd");
        await new CorePackages(packages, files, new YamlManifestReader()).AssembleAsync("argocd", redis, argocd, new SilentReporter(), Stop);
        var run = new PackageRun(cluster.Connection, new SilentReporter());
        var before = await SnapshotAsync();

        await run.InstallDirectlyAsync(argocd);
        await run.WaitAsync("argocd");
        var installed = (await SnapshotAsync()).AppliedBy("argocd");
        await run.InstallDirectlyAsync(argocd);

        Assert.Equal(installed, (await SnapshotAsync()).AppliedBy("argocd"));
        Assert.True(installed.Count >= 56, $"only {installed.Count} objects are there");
        var context = new InstallContext(cluster.Connection, new SilentReporter(), string.Empty, TimeSpan.FromMinutes(5)) { Clock = TimeProvider.System };
        await new PackageUninstaller(context).RunAsync("argocd", Stop);
        var after = await SnapshotAsync();
        Assert.Empty(after.AppliedBy("argocd"));
        Assert.DoesNotContain(after.Names.Except(before.Names), name => name.Contains("argocd-", StringComparison.Ordinal) && !IsOfControllers(name));
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
