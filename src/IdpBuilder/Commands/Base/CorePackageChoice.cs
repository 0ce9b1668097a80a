using IdpBuilder.Clusters;
using IdpBuilder.Direct;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Pipeline;
using IdpBuilder.Platform;

namespace IdpBuilder.Commands.Base;

/// <summary>The core packages that a user wants in a cluster; they are installed and waited for.</summary>
/// <param name="chosen">Their names.</param>
/// <param name="overrides">Files of manifests that are laid over theirs, by name.</param>
/// <param name="credential">What their administrators are to log in with; null to leave that to them.</param>
/// <param name="timeout">How long each may take.</param>
/// <param name="pipeline">Where warnings and errors are written.</param>
internal sealed class CorePackageChoice(
    IReadOnlyList<string> chosen, IReadOnlyDictionary<string, string> overrides, CredentialChoice? credential, TimeSpan timeout, CommandPipeline pipeline)
{
    private readonly CorePackages _packages = Services.CorePackages;
    private readonly PipelineReporter _reporter = new(pipeline);
    private PlatformShape? _shape;

    /// <summary>Whether there is anything to install.</summary>
    public bool IsEmpty => chosen.Count == 0;

    /// <summary>What is added to the sentence that says what a command does.</summary>
    public string Sentence => chosen.Count == 0 ? string.Empty : $", with {string.Join(", ", chosen)}";

    /// <summary>Whether the packages bring a certificate where pages are served with TLS.</summary>
    public bool BringsCertificate => CertificateChoice.IsMadeFor(chosen, _packages);

    /// <summary>Finds what is wrong with the choice.</summary>
    public void Check()
    {
        _packages.Check(chosen, overrides);
        credential?.Check(chosen, overrides, _packages);
    }

    /// <summary>Brings everything that the choice needs, before anything is made in a cluster.</summary>
    /// <param name="facts">Where the platform's pages are to be.</param>
    /// <param name="api">The cluster; null for one that is still to be made.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public async Task PrepareAsync(PlatformFacts facts, IKubernetesApi? api, CancellationToken stop)
    {
        if (chosen.Count == 0)
        {
            return;
        }

        if (api is not null)
        {
            await _packages.RefuseRivalsAsync(chosen, facts.Cluster, api, stop).ConfigureAwait(false);
        }

        _shape = await ShapeAsync(facts, api, stop).ConfigureAwait(false);
        foreach (var name in chosen)
        {
            await _packages.AssembleAsync(name, overrides.GetValueOrDefault(name, string.Empty), CorePackageFolders.Of(facts.Cluster, name), _shape, _reporter, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Applies the packages and waits for each; an error is written for each that fails.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="isRehearsal">Whether only is said what would be done.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public async Task InstallAsync(ClusterConnection cluster, bool isRehearsal, CancellationToken stop)
    {
        var names = await LackingAsync(cluster, stop).ConfigureAwait(false);
        var changes = await FindChangesAsync(cluster, names, stop).ConfigureAwait(false);
        if (names.Count == 0)
        {
            return;
        }

        var installed = await PackageStatuses.NamesAsync(cluster.Api, stop).ConfigureAwait(false);
        var options = new PackageReadOptions(PlatformFacts.Of(cluster.Cluster), new Dictionary<string, object?>(), installed);
        var set = new PackageReader(Services.Reader).Read([.. names.Select(name => SourceOf(cluster, name))], options, stop);
        var run = new CorePackageRun(cluster, timeout, ending => MakeAsync(changes, ending), pipeline) { IsRehearsal = isRehearsal };
        await run.RunAsync(set, stop).ConfigureAwait(false);
    }

    // Nodes that this module makes publish their ports; whether those of others do is written on them.
    private async Task<PlatformShape> ShapeAsync(PlatformFacts facts, IKubernetesApi? api, CancellationToken stop)
    {
        var shape = new PlatformShape(facts) { HasIngress = chosen.Any(_packages.IsIngress) };
        return api is null ? shape : await shape.OfAsync(api, stop).ConfigureAwait(false);
    }

    // What packages find when they start: it belongs to none of them, or must not be in their files.
    private async Task<IReadOnlyList<PlatformChange>> FindChangesAsync(ClusterConnection cluster, IReadOnlyList<string> ours, CancellationToken stop)
    {
        var credentials = credential is null ? [] : await credential.FindAsync(cluster, chosen, ours, stop).ConfigureAwait(false);
        var certificates = await new CertificateChoice(_packages, pipeline).FindAsync(cluster, ours, stop).ConfigureAwait(false);

        // First, because CoreDNS takes its time to notice.
        var names = _shape is null ? [] : await new NameChoice(_packages, pipeline).FindAsync(cluster, chosen, _shape, stop).ConfigureAwait(false);
        return [.. names, .. credentials, .. certificates];
    }

    private async Task MakeAsync(IReadOnlyList<PlatformChange> changes, CancellationToken stop)
    {
        foreach (var change in changes)
        {
            await change.MakeAsync(stop).ConfigureAwait(false);
            pipeline.Verbose($"{change.Description}: done.");
        }
    }

    // What somebody else installed is not ours to change; what is ours is brought up to date.
    private async Task<IReadOnlyList<string>> LackingAsync(ClusterConnection cluster, CancellationToken stop)
    {
        var lacking = new List<string>();
        foreach (var name in chosen)
        {
            if (await DirectRecords.FindAsync(cluster.Api, name, stop).ConfigureAwait(false) is null && await IsThereAsync(cluster, name, stop).ConfigureAwait(false))
            {
                pipeline.Verbose($"The cluster '{cluster.Cluster.Name}' has '{name}' already, which this module did not install: it stays as it is.");
            }
            else
            {
                lacking.Add(name);
            }
        }

        return lacking;
    }

    private static async Task<bool> IsThereAsync(ClusterConnection cluster, string name, CancellationToken stop)
    {
        var set = new PackageReader(Services.Reader).Read([SourceOf(cluster, name)], PackageReadOptions.Default, stop);
        foreach (var ready in set.Packages.SelectMany(package => package.Ready))
        {
            if (await cluster.Api.GetAsync(new ResourceReference(ready.Type, ready.Namespace, ready.Name), stop).ConfigureAwait(false) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static PackageSource SourceOf(ClusterConnection cluster, string name) =>
        new(CorePackageFolders.Of(cluster.Cluster.Name, name));
}
