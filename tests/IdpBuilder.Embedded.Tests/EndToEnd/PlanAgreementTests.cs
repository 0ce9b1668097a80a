using IdpBuilder.Clusters;
using IdpBuilder.Embedded;
using IdpBuilder.Execution;
using IdpBuilder.Kubernetes;
using IdpBuilder.Kubernetes.Configuration;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Planning;
using IdpBuilder.Reporting;

namespace IdpBuilder.Tests.EndToEnd;

public sealed class PlanAgreementTests : IAsyncDisposable
{
    private static readonly YamlManifestReader Reader = new();
    private readonly EmbeddedProvider _provider = new(
        new KubernetesApiFactory(TimeProvider.System), new Kubeconfig(Reader, TimeProvider.System), Reader, TimeProvider.System);

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    [Theory]
    [InlineData("01-quickstart/packages/database", "database")]
    [InlineData("01-quickstart/packages/database;01-quickstart/packages/shop", "shop")]
    [InlineData("02-hooks/passing", "passing")]
    [InlineData("03-workflow-hook/package", "delivery")]
    [InlineData("04-parameters/packages/base", "base")]
    [InlineData("04-parameters/packages/base;04-parameters/packages/team", "team")]
    public async Task What_the_plan_says_and_what_the_cluster_did_are_the_same_sequence(string paths, string name)
    {
        var stop = TestContext.Current.CancellationToken;
        var cluster = await _provider.CreateAsync(new ClusterSpec("demo"), Silence.Instance, stop);
        var connection = await _provider.ConnectAsync(cluster.Name, stop);
        var set = Read(paths, cluster, stop);
        var package = set.Packages.Single(package => package.Name == name);

        await InstallAsync(connection, set, stop);
        await AwaitReadyAsync(connection, name, stop);

        var planned = PackagePlan.Of(PlannedPackage.From(package, package.Applications.Single()))
            .Where(step => step.Phase.ToString() != "SyncFail")
            .Select(step => $"{step.Phase} {step.Kind} {step.Name}");
        var application = await connection.Api.GetAsync(new ResourceReference(ArgoTypes.Application, ArgoTypes.Namespace, name), stop);
        var done = application!.Status.Child("operationState").Child("syncResult").Children("resources")
            .Select(result => $"{result.Text("syncPhase")} {result.Text("kind")} {result.Text("name")}");
        Assert.Equal(planned, done);
    }

    private static PackageSet Read(string paths, Cluster cluster, CancellationToken stop)
    {
        var sources = paths.Split(';').Select(path => new PackageSource(Repository.PathOf(["examples", .. path.Split('/')]))).ToList();
        var options = new PackageReadOptions(PlatformFacts.Of(cluster), new Dictionary<string, object?>(), new HashSet<string>());
        var set = new PackageReader(Reader).Read(sources, options, stop);
        Assert.DoesNotContain(set.Diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return set;
    }

    private static async Task InstallAsync(ClusterConnection connection, PackageSet set, CancellationToken stop)
    {
        var plan = InstallPlan.Of(set.Packages, new Dictionary<string, PackageFootprint>());
        var context = new InstallContext(connection, Silence.Instance, "test", TimeSpan.FromMinutes(1));
        await new PlanRunner(context).RunAsync(
            plan,
            (_, failure) =>
            {
                Assert.Null(failure);
                return Task.CompletedTask;
            },
            stop);
    }

    private static async Task AwaitReadyAsync(ClusterConnection connection, string name, CancellationToken stop)
    {
        var outcome = await PackageWait.ForAsync(connection.Api, name, TimeSpan.FromMinutes(1), TimeProvider.System, Silence.Instance, stop);
        Assert.True(outcome.Succeeded, string.Join(" → ", outcome.Verdict.Causes));
    }

    private sealed class Silence : IRunReporter
    {
        public static Silence Instance { get; } = new();

        public void Progress(ProgressReport report)
        {
        }

        public void Verbose(string message)
        {
        }

        public void Warning(string message)
        {
        }
    }
}
