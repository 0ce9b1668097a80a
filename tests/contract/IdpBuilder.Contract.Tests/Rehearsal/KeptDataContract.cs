using IdpBuilder.Contract.Tests.Conditions;
using IdpBuilder.Contract.Tests.Faults;
using IdpBuilder.Execution;

namespace IdpBuilder.Contract.Tests.Rehearsal;

/// <summary>Packages that go while their data stays.</summary>
public abstract class KeptDataContract(RehearsedCluster cluster) : IDisposable
{
    private const string Package = """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: stock}
        spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
        ---
        apiVersion: v1
        kind: PersistentVolume
        metadata: {name: spare}
        spec: {accessModes: [ReadWriteOnce], capacity: {storage: 1Gi}, hostPath: {path: /data}, persistentVolumeReclaimPolicy: Retain}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          containers: [{name: web, image: web}]
          volumes: [{name: stock, persistentVolumeClaim: {claimName: stock}}]
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("idp-kept-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Claims_and_volumes_stay_as_they_were(bool direct)
    {
        Assert.SkipUnless(cluster.Missing.Length == 0, cluster.Missing);
        var folder = Directory.CreateDirectory(Path.Combine(_folder, direct ? "direct" : "synced")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "all.yaml"), Package.Replace("spare", $"spare-{direct}".ToLowerInvariant(), StringComparison.Ordinal), Stop);
        var name = Path.GetFileName(folder);
        var run = new PackageRun(cluster.Connection, new SilentReporter());
        await (direct ? run.InstallDirectlyAsync(folder) : run.InstallAsync(folder));
        await run.WaitAsync(name);
        var before = (await ClusterSnapshot.TakeAsync(cluster.Connection.Api, Stop)).AppliedBy(name);

        var context = new InstallContext(cluster.Connection, new SilentReporter(), "test", TimeSpan.FromMinutes(5)) { Clock = TimeProvider.System };
        await new PackageUninstaller(context) { KeepData = true }.RunAsync(name, Stop);

        var after = (await ClusterSnapshot.TakeAsync(cluster.Connection.Api, Stop)).AppliedBy(name);
        Assert.Equal(
            before.Where(entry => entry.Key.Contains("/PersistentVolume", StringComparison.Ordinal)).OrderBy(entry => entry.Key),
            after.OrderBy(entry => entry.Key));
        Assert.Equal(2, after.Count);

        await (direct ? run.InstallDirectlyAsync(folder) : run.InstallAsync(folder));
        await run.WaitAsync(name);
        await new PackageUninstaller(context).RunAsync(name, Stop);
        Assert.Empty((await ClusterSnapshot.TakeAsync(cluster.Connection.Api, Stop)).AppliedBy(name));
    }
}
