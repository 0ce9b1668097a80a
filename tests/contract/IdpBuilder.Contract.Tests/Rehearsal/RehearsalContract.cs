using System.Text.Json.Nodes;
using CsCheck;
using IdpBuilder.Contract.Tests.Conditions;
using IdpBuilder.Errors;
using IdpBuilder.Execution;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Planning;
using IdpBuilder.Rehearsal;
using IdpBuilder.Rendering;

namespace IdpBuilder.Contract.Tests.Rehearsal;

/// <summary>What a rehearsal says is what the run after it does, and the rehearsal itself writes nothing.</summary>
public abstract class RehearsalContract(RehearsedCluster cluster) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly YamlManifestReader Reader = new();

    private readonly string _folder = Directory.CreateTempSubdirectory("idp-rehearsal-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(true, 4)]
    [InlineData(false, 3)]
    public async Task What_it_says_is_what_the_next_run_does(bool direct, int cases)
    {
        Assert.SkipUnless(cluster.Missing.Length == 0, cluster.Missing);
        var number = 0;
        await Gen.Select(PackageVersion.Any, PackageVersion.Any, Gen.Bool, Gen.Bool).SampleAsync(
            async sample =>
            {
                var (earlier, next, isInstalled, isTouched) = sample;
                var name = $"{(direct ? "direct" : "argo")}-{Interlocked.Increment(ref number)}";
                if (isInstalled)
                {
                    await RunAsync(Read(earlier, name), direct);
                }

                // Argo CD mends what somebody else changed by itself, at a moment of its own.
                if (isInstalled && isTouched && direct)
                {
                    await TouchAsync(name);
                }

                await CompareAsync(Read(next, name), direct);
            },
            iter: cases,
            threads: 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_removal_says_is_what_goes(bool direct)
    {
        Assert.SkipUnless(cluster.Missing.Length == 0, cluster.Missing);
        var package = Read(new PackageVersion([1, 1, 1, 1, 1]), $"gone-{direct}".ToLowerInvariant());
        await RunAsync(package, direct);
        var before = await SnapshotAsync();

        var said = await new PackageRehearsal(Context()).RemoveAsync(package.Name, Stop);

        var after = await SnapshotAsync();
        Assert.Equal(before.Versions, after.Versions);
        await new PackageUninstaller(Context()).RunAsync(package.Name, Stop);
        Assert.Equal(Sorted(before.ChangesTo(await SnapshotAsync(), package.Name)), Sorted(Spoken(said)));
        Assert.Equal(5, Spoken(said).Count());
    }

    [Fact]
    public async Task What_the_server_refuses_is_said_and_fails_the_run()
    {
        Assert.SkipUnless(cluster.Missing.Length == 0, cluster.Missing);
        await RunAsync(Read(new PackageVersion([0, 0, 0, 1, 0]), "refused"), direct: true);
        File.WriteAllText(Path.Combine(_folder, "3.yaml"), (await File.ReadAllTextAsync(Path.Combine(_folder, "3.yaml"), Stop)).Replace("app: web", "app: other", StringComparison.Ordinal));
        var package = Read("refused");

        var change = Assert.Single(await RehearseAsync(package, direct: true), change => change.Action == ChangeAction.Refuse);

        Assert.Equal(("Deployment", "web"), (change.Kind, change.Name));
        Assert.Contains("immutable", change.Message, StringComparison.Ordinal);
        Assert.NotNull(await FailureAsync(package, direct: true));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_namespace_that_another_package_of_the_run_makes_is_foreseen(bool direct, bool depends)
    {
        Assert.SkipUnless(cluster.Missing.Length == 0, cluster.Missing);
        var space = $"shared-{direct}-{depends}".ToLowerInvariant();
        Write("maker", "{}", $"{{apiVersion: v1, kind: Namespace, metadata: {{name: {space}}}}}");
        Write("user", depends ? "{dependsOn: [maker]}" : "{}", $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: settings, namespace: {space}}}}}");
        var set = new PackageReader(Reader).Read(
            [new PackageSource(Path.Combine(_folder, "maker")), new PackageSource(Path.Combine(_folder, "user"))], PackageReadOptions.Default, Stop);
        Assert.False(set.HasErrors, string.Join('\n', set.Diagnostics));

        var said = direct
            ? await new PackageRehearsal(Context()).ApplyAsync(await new DirectPlan(Rendering()).RenderAsync(set.Packages, Stop), Stop)
            : await new PackageRehearsal(Context()).InstallAsync(set.Packages, Rendering(), Stop);

        var change = Assert.Single(said, change => change is { Kind: "ConfigMap", Name: "settings" });
        var expected = depends
            ? (ChangeAction.Create, "in the namespace that package 'maker' makes")
            : (ChangeAction.Unknown, $"package 'maker' makes the namespace '{space}', and may be later: dependsOn makes sure");
        Assert.Equal(expected, (change.Action, change.Message));
    }

    private void Write(string package, string spec, string manifest)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, package)).FullName;
        File.WriteAllText(Path.Combine(folder, "idp.yaml"), $"apiVersion: idpbuilder.io/v1alpha1\nkind: Package\nmetadata: {{name: {package}}}\nspec: {spec}\n");
        File.WriteAllText(Path.Combine(folder, "manifest.yaml"), manifest + "\n");
    }

    private async Task CompareAsync(Package package, bool direct)
    {
        var before = await SnapshotAsync();
        var said = await RehearseAsync(package, direct);
        Assert.Equal(before.Versions, (await SnapshotAsync()).Versions);

        await RunAsync(package, direct);

        var after = await SnapshotAsync();
        Assert.Equal(Sorted(before.ChangesTo(after, package.Name)), Sorted(Spoken(said)));
        Assert.All(said, change => Assert.Equal(change.Action == ChangeAction.Change && change.Kind != "Repository", change.Fields.Count > 0));
        Assert.DoesNotContain("secret-", string.Concat(said), StringComparison.Ordinal);
    }

    // What the actors still do to a version that is not ready would be taken for the rehearsal's work.
    private async Task RunAsync(Package package, bool direct)
    {
        Assert.Null(await FailureAsync(package, direct));
        var outcome = await PackageWait.ForAsync(cluster.Connection.Api, package.Name, Patience, TimeProvider.System, new SilentReporter(), Stop);
        Assert.True(outcome.Succeeded, outcome.Verdict.Seen);
    }

    private async Task<IdpException?> FailureAsync(Package package, bool direct)
    {
        var context = Context();
        var plan = direct
            ? DirectPlan.Of(await new DirectPlan(Rendering()).RenderAsync([package], Stop))
            : InstallPlan.Of([package], new Dictionary<string, PackageFootprint> { [package.Name] = await PackageFootprint.ReadAsync(cluster.Connection.Api, package.Name, Stop) });
        IdpException? failure = null;
        await new PlanRunner(context).RunAsync(
            plan,
            (_, ended) =>
            {
                failure = ended;
                return Task.CompletedTask;
            },
            Stop);
        return failure;
    }

    private async Task<IReadOnlyList<PackageChange>> RehearseAsync(Package package, bool direct)
    {
        var rehearsal = new PackageRehearsal(Context());
        return direct
            ? await rehearsal.ApplyAsync(await new DirectPlan(Rendering()).RenderAsync([package], Stop), Stop)
            : await rehearsal.InstallAsync([package], Rendering(), Stop);
    }

    // What somebody else changed in between.
    private async Task TouchAsync(string name)
    {
        var target = new ResourceReference(new GroupVersionKind(string.Empty, "v1", "ConfigMap"), name, "settings");
        if (await cluster.Connection.Api.GetAsync(target, Stop) is not null)
        {
            var patch = new JsonObject { ["data"] = new JsonObject { ["text"] = "touched", ["foreign"] = "stays" } };
            await cluster.Connection.Api.PatchAsync(target, ManifestPatch.Merge(patch), new WriteOptions("somebody"), Stop);
        }
    }

    private Package Read(PackageVersion version, string name)
    {
        version.Write(_folder);
        return Read(name);
    }

    private Package Read(string name)
    {
        var set = new PackageReader(Reader).Read([new PackageSource(_folder, Name: name)], PackageReadOptions.Default, Stop);
        Assert.False(set.HasErrors, string.Join('\n', set.Diagnostics));
        return Assert.Single(set.Packages);
    }

    private Task<ClusterSnapshot> SnapshotAsync() => ClusterSnapshot.TakeAsync(cluster.Connection.Api, Stop);

    private InstallContext Context() => new(cluster.Connection, new SilentReporter(), Guid.NewGuid().ToString("N"), Patience) { Clock = TimeProvider.System };

    private static PlanRendering Rendering() => new(Reader, new InstalledPrograms(TimeProvider.System), ServerCapabilities.Unknown);

    private static IEnumerable<string> Spoken(IEnumerable<PackageChange> changes) => changes
        .Where(change => change.Action is ChangeAction.Create or ChangeAction.Change or ChangeAction.Delete && change.Kind is not ("Repository" or "Application" or "Namespace"))
        .Select(change => $"{change.Action} {change.Kind} {change.Name}");

    private static IEnumerable<string> Sorted(IEnumerable<string> lines) => lines.Order(StringComparer.Ordinal);
}
