using IdpBuilder.Clusters;
using IdpBuilder.Errors;
using IdpBuilder.Execution;
using IdpBuilder.Packages;
using IdpBuilder.Pipeline;
using IdpBuilder.Platform;

namespace IdpBuilder.Commands.Base;

/// <summary>Brings core packages into a cluster: from this machine first, then through its own Argo CD as soon as there is one that can read them.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="timeout">How long each may take.</param>
/// <param name="before">What is done when everything was found fit, before anything is applied.</param>
/// <param name="pipeline">Where warnings and errors are written.</param>
internal sealed class CorePackageRun(ClusterConnection cluster, TimeSpan timeout, Func<CancellationToken, Task> before, CommandPipeline pipeline)
{
    private const string Action = "Install the core package";

    private readonly PackageWaiting _waiting = new(cluster, pipeline, timeout);
    private bool _begun;

    /// <summary>Whether only is said what would be done.</summary>
    public bool IsRehearsal { get; init; }

    /// <summary>Installs the packages; an error is written for each that fails.</summary>
    public async Task RunAsync(PackageSet set, CancellationToken stop)
    {
        var given = IsRehearsal || set.HasErrors ? [] : await GivenAsync(set, stop).ConfigureAwait(false);
        if (given.Count > 0)
        {
            // What were only applied, Argo CD would heal back to what it reads.
            var changed = await ApplyAsync(Part(set, given), direct: false, isAgreed: false, stop).ConfigureAwait(false);
            var kept = await ApplyAsync(Part(set, changed), direct: true, isAgreed: true, stop).ConfigureAwait(false);
            await PrepareGitServerAsync(kept, stop).ConfigureAwait(false);
            set = set with { Packages = [.. set.Packages.Where(package => !given.Contains(package.Name, StringComparer.Ordinal))] };
        }

        if (set.Packages.Count > 0 || set.HasErrors)
        {
            var ready = await ApplyAsync(set, direct: true, isAgreed: false, stop).ConfigureAwait(false);
            if (await PrepareGitServerAsync(ready, stop).ConfigureAwait(false))
            {
                await HandOverAsync(Part(set, ready), stop).ConfigureAwait(false);
            }
        }
    }

    // Where Argo CD cannot read any more what it is to deploy, this machine applies it, as it did at first.
    private async Task<IReadOnlyList<string>> GivenAsync(PackageSet set, CancellationToken stop)
    {
        var given = (await HandOver.FindAsync(cluster.Api, stop).ConfigureAwait(false)).Intersect(set.Packages.Select(package => package.Name), StringComparer.Ordinal).ToList();
        if (given.Count == 0 || await HasGitServerAsync(stop).ConfigureAwait(false))
        {
            return given;
        }

        var context = new InstallContext(cluster, new PipelineReporter(pipeline), string.Empty, timeout) { Clock = Services.Clock };
        foreach (var package in given)
        {
            await new HandOver(context).TakeBackAsync(package, stop).ConfigureAwait(false);
        }

        return [];
    }

    private async Task HandOverAsync(PackageSet applied, CancellationToken stop)
    {
        if (applied.Packages.Count > 0
            && ArgoTypes.AreServed(await cluster.Api.DiscoverAsync(refresh: true, stop).ConfigureAwait(false))
            && await HasGitServerAsync(stop).ConfigureAwait(false))
        {
            await ApplyAsync(applied, direct: false, isAgreed: true, stop).ConfigureAwait(false);
        }
    }

    private async Task<bool> HasGitServerAsync(CancellationToken stop)
    {
        try
        {
            return await cluster.Git.IsThereAsync(stop).ConfigureAwait(false);
        }
        catch (IdpException failure)
        {
            pipeline.Verbose(failure.Message);
            return false;
        }
    }

    private async Task<bool> PrepareGitServerAsync(IReadOnlyList<string> ready, CancellationToken stop)
    {
        if (ready.Contains(Secrets.CoreSecret.Gitea.Package, StringComparer.Ordinal) && !await CompleteGitServerAsync(stop).ConfigureAwait(false))
        {
            return false;
        }

        await new PushAnnouncement(cluster, pipeline).MakeAsync(ready, stop).ConfigureAwait(false);
        return true;
    }

    // It works without: its password is taken where it has no token.
    private async Task<bool> CompleteGitServerAsync(CancellationToken stop)
    {
        try
        {
            await cluster.Git.PrepareAsync(stop).ConfigureAwait(false);
            return true;
        }
        catch (IdpException failure)
        {
            pipeline.Warning(
                $"The git server of the cluster '{cluster.Cluster.Name}' has no token yet: {failure.Message} Until the command is run again, its password serves, "
                + "and Argo CD does not manage the core packages.");
            return false;
        }
    }

    /// <returns>The packages that were applied and have become ready.</returns>
    private async Task<IReadOnlyList<string>> ApplyAsync(PackageSet set, bool direct, bool isAgreed, CancellationToken stop)
    {
        var applied = new List<PackageStatus>();
        var installer = new PackageInstaller(cluster, pipeline, timeout, force: false, Action)
        {
            Direct = direct,
            HandsOver = true,
            IsAgreed = isAgreed,
            IsRehearsal = IsRehearsal,
            Before = BeginAsync,
            Write = status =>
            {
                applied.Add(status);
                return Task.CompletedTask;
            },
        };
        await installer.InstallAsync(set, stop).ConfigureAwait(false);
        var ready = await Task.WhenAll(applied.Select(async package => await _waiting.WaitAsync(package, stop).ConfigureAwait(false) ? package.Name : string.Empty)).ConfigureAwait(false);
        return [.. ready.Where(name => name.Length > 0)];
    }

    private async Task BeginAsync(CancellationToken stop)
    {
        if (!_begun)
        {
            _begun = true;
            await before(stop).ConfigureAwait(false);
        }
    }

    // What was said of the whole is not said again of its parts.
    private static PackageSet Part(PackageSet set, IReadOnlyList<string> names) => set with
    {
        Packages = [.. set.Packages.Where(package => names.Contains(package.Name, StringComparer.Ordinal))],
        Diagnostics = [],
    };
}
