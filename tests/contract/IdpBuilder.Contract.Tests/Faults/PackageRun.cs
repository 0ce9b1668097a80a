using IdpBuilder.Clusters;
using IdpBuilder.Errors;
using IdpBuilder.Execution;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Packages;
using IdpBuilder.Planning;
using IdpBuilder.Rendering;
using IdpBuilder.Reporting;

namespace IdpBuilder.Contract.Tests.Faults;

/// <summary>Installs packages as <c>Install-IdpPackage</c> does, below the cmdlet.</summary>
/// <param name="cluster">Where to.</param>
/// <param name="reporter">Is told what is done.</param>
/// <param name="clock">Measures how long is waited; the system's when missing.</param>
internal sealed class PackageRun(ClusterConnection cluster, IRunReporter reporter, TimeProvider? clock = null)
{
    private static readonly YamlManifestReader Reader = new();

    private readonly InstallContext _context = new(cluster, reporter, "test", TimeSpan.FromMinutes(5)) { Clock = clock ?? TimeProvider.System };

    /// <summary>Installs a directory through Argo CD, and waits for it.</summary>
    public async Task InstallAsync(string directory)
    {
        var package = Read(directory);
        var before = await PackageFootprint.ReadAsync(cluster.Api, package.Name, CancellationToken.None);
        await RunAsync(InstallPlan.Of([package], new Dictionary<string, PackageFootprint> { [package.Name] = before }));
        await WaitAsync(package.Name);
    }

    /// <summary>Installs a directory without Argo CD, into a namespace that bears the package's name unless another is said.</summary>
    public async Task InstallDirectlyAsync(string directory, string inNamespace = "")
    {
        var plan = new DirectPlan(new PlanRendering(Reader, new InstalledPrograms(TimeProvider.System), ServerCapabilities.Unknown));
        await RunAsync(DirectPlan.Of(await plan.RenderAsync([Read(directory, inNamespace)], CancellationToken.None)));
    }

    /// <summary>Waits until a package is ready.</summary>
    public async Task WaitAsync(string package)
    {
        var outcome = await PackageWait.ForAsync(cluster.Api, package, TimeSpan.FromMinutes(5), TimeProvider.System, reporter, CancellationToken.None);
        Assert.True(outcome.Succeeded, string.Join(" → ", outcome.Verdict.Causes));
    }

    private Package Read(string directory, string inNamespace = "")
    {
        var options = new PackageReadOptions(PlatformFacts.Of(cluster.Cluster), new Dictionary<string, object?>());
        var set = new PackageReader(Reader).Read([new PackageSource(directory, Namespace: inNamespace)], options, CancellationToken.None);
        Assert.False(set.HasErrors, string.Join('\n', set.Diagnostics));
        return Assert.Single(set.Packages);
    }

    private async Task RunAsync(InstallPlan plan)
    {
        IdpException? failure = null;
        await new PlanRunner(_context).RunAsync(
            plan,
            (_, ended) =>
            {
                failure = ended;
                return Task.CompletedTask;
            },
            CancellationToken.None);
        Assert.True(failure is null, failure?.ToString());
    }
}
