using System.Collections.Concurrent;
using IdpBuilder.Clusters;
using IdpBuilder.Direct;
using IdpBuilder.Errors;
using IdpBuilder.Execution;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Pipeline;
using IdpBuilder.Planning;
using IdpBuilder.Rehearsal;
using IdpBuilder.Rendering;
using IdpBuilder.Rights;

namespace IdpBuilder.Commands.Base;

/// <summary>Installs what was read, and writes each package as it is applied.</summary>
/// <param name="cluster">Where to.</param>
/// <param name="pipeline">Where packages and errors are written.</param>
/// <param name="timeout">How long a package waits for those it depends on, and for the sync of an earlier version to end.</param>
/// <param name="force">Whether the sync of an earlier version is ended instead.</param>
/// <param name="action">What is done to a package, as <c>-WhatIf</c> says it.</param>
internal sealed class PackageInstaller(ClusterConnection cluster, CommandPipeline pipeline, TimeSpan timeout, bool force, string action = "Install the package")
{
    /// <summary>How long a package waits when nobody says.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Whether only is said what would be done. What is missing now may be there by then, brought by commands that were only rehearsed too.
    /// </summary>
    public bool IsRehearsal { get; init; }

    /// <summary>Whether packages are applied from this machine, without Argo CD.</summary>
    public bool Direct { get; init; }

    /// <summary>Whether packages may be both: applied from this machine, and Argo CD's, as core packages are.</summary>
    public bool HandsOver { get; init; }

    /// <summary>Whether the user has agreed already.</summary>
    public bool IsAgreed { get; init; }

    /// <summary>Takes each package that was applied; without it they go to the pipeline.</summary>
    public Func<PackageStatus, Task>? Write { get; init; }

    /// <summary>What is done when everything was found fit, before anything is applied.</summary>
    public Func<CancellationToken, Task> Before { get; init; } = _ => Task.CompletedTask;

    /// <summary>Installs the packages of a set; while it has errors, these are written and nothing is changed.</summary>
    public async Task InstallAsync(PackageSet read, CancellationToken stop)
    {
        if (await PrepareAsync(read, stop).ConfigureAwait(false) is not { } prepared)
        {
            return;
        }

        var wanted = new List<PackageInstallation>();
        foreach (var installation in prepared.Plan.Packages)
        {
            var steps = string.Join("; ", installation.Steps.Select(step => step.Description));
            if (IsAgreed || await pipeline.ShouldProcessAsync(installation.Package.Name, $"{action} ({steps})").ConfigureAwait(false))
            {
                wanted.Add(installation);
            }
        }

        if (IsRehearsal)
        {
            await ChangeReport.WriteAsync(await ForeseeAsync(prepared, stop).ConfigureAwait(false), pipeline).ConfigureAwait(false);
            return;
        }

        await Before(stop).ConfigureAwait(false);
        var context = Context();
        await new PlanRunner(context).RunAsync(new InstallPlan(wanted), (package, failure) => EndedAsync(context, package, failure, stop), stop).ConfigureAwait(false);
    }

    /// <summary>What installing the packages of a set would change; while it has errors, these are written and there is nothing to say.</summary>
    public async Task<IReadOnlyList<PackageChange>> ForeseeAsync(PackageSet read, CancellationToken stop) =>
        await PrepareAsync(read, stop).ConfigureAwait(false) is { } prepared ? await ForeseeAsync(prepared, stop).ConfigureAwait(false) : [];

    /// <summary>The set with what the cluster says against it; nothing is written.</summary>
    public async Task<PackageSet> CheckAsync(PackageSet read, CancellationToken stop) =>
        await CheckAsync(read, await ServedAsync(stop).ConfigureAwait(false), stop).ConfigureAwait(false);

    private async Task<Prepared?> PrepareAsync(PackageSet read, CancellationToken stop)
    {
        var served = await ServedAsync(stop).ConfigureAwait(false);
        if (!read.HasErrors && !Direct)
        {
            await RequireAsync(read, served, stop).ConfigureAwait(false);
        }

        var set = await CheckAsync(read, served, stop).ConfigureAwait(false);
        set = IsRehearsal ? Softened(set) : set;
        await ReportAsync(set).ConfigureAwait(false);
        if (set.HasErrors)
        {
            return null;
        }

        if (!Direct)
        {
            return new Prepared(await PlanAsync(set, stop).ConfigureAwait(false), []);
        }

        var rendered = await RenderDirectAsync(set, served, stop).ConfigureAwait(false);
        return new Prepared(DirectPlan.Of(rendered), rendered);
    }

    private async Task<IReadOnlyList<PackageChange>> ForeseeAsync(Prepared prepared, CancellationToken stop)
    {
        var rehearsal = new PackageRehearsal(Context());
        if (Direct)
        {
            return await rehearsal.ApplyAsync(prepared.Rendered, stop).ConfigureAwait(false);
        }

        var rendering = await RenderingAsync(stop).ConfigureAwait(false);
        return await rehearsal.InstallAsync([.. prepared.Plan.Packages.Select(installation => installation.Package)], rendering, stop).ConfigureAwait(false);
    }

    private async Task<PlanRendering> RenderingAsync(CancellationToken stop) =>
        new(Services.Reader, Services.Programs, await ServerCapabilities.OfAsync(cluster, stop).ConfigureAwait(false));

    private InstallContext Context() => new(cluster, new PipelineReporter(pipeline), Guid.NewGuid().ToString("N"), timeout) { Clock = Services.Clock, Force = force };

    private async Task<IReadOnlyList<ApiResource>> ServedAsync(CancellationToken stop)
    {
        var served = await cluster.Api.DiscoverAsync(refresh: false, stop).ConfigureAwait(false);
        return ArgoTypes.AreServed(served) ? served : await cluster.Api.DiscoverAsync(refresh: true, stop).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<DirectPackage>> RenderDirectAsync(PackageSet set, IReadOnlyList<ApiResource> served, CancellationToken stop)
    {
        var rendered = await new DirectPlan(await RenderingAsync(stop).ConfigureAwait(false)).RenderAsync(set.Packages, stop).ConfigureAwait(false);
        var rights = await new DirectRights(cluster.Api).FindAsync(rendered, served, stop).ConfigureAwait(false);
        await RightsCheck.RequireAsync(cluster, WorkOf(set), rights, stop).ConfigureAwait(false);
        var others = HandsOver ? [] : (await InstalledPackage.ListAsync(cluster.Api, stop).ConfigureAwait(false)).Select(package => package.Name);
        return set.Packages.Select(package => package.Name).Intersect(others, StringComparer.Ordinal).FirstOrDefault() is { } taken
            ? throw DirectFailures.InstalledOtherwise(taken, byArgo: true)
            : rendered;
    }

    private static string WorkOf(PackageSet set) => $"installing {string.Join(", ", set.Packages.Select(package => $"'{package.Name}'"))}";

    // What is missing is found before anything is written, and told together.
    private async Task RequireAsync(PackageSet set, IReadOnlyList<ApiResource> served, CancellationToken stop)
    {
        if (set.Packages.Count == 0)
        {
            return;
        }

        if (!ArgoTypes.AreServed(served))
        {
            throw CommandFailures.ArgoCdMissing(cluster.Cluster);
        }

        var publishing = set.Packages.Any(package => package.Contents.Count > 0) ? cluster.Git.Rights : [];
        await RightsCheck.RequireAsync(cluster, WorkOf(set), [.. InstallRights.Of(set.Packages, served), .. publishing], stop).ConfigureAwait(false);
    }

    private async Task<PackageSet> CheckAsync(PackageSet set, IReadOnlyList<ApiResource> served, CancellationToken stop)
    {
        if (Direct || ArgoTypes.AreServed(served))
        {
            set = await new KindCheck(cluster.Api).RunAsync(set, await UnreadyAsync(set, stop).ConfigureAwait(false), stop).ConfigureAwait(false);
        }

        return Direct || !ArgoTypes.AreServed(served) ? set : await new OwnerCheck(cluster.Api).RunAsync(set, stop).ConfigureAwait(false);
    }

    private static PackageSet Softened(PackageSet set) => set with
    {
        Diagnostics = [.. set.Diagnostics.Select(diagnostic => diagnostic.Code == DiagnosticCodes.DependencyMissing
            ? diagnostic with { Severity = DiagnosticSeverity.Warning }
            : diagnostic)],
    };

    // Of the packages that are installed already only those matter that a package of the set depends on.
    private async Task<IReadOnlySet<string>> UnreadyAsync(PackageSet set, CancellationToken stop)
    {
        var names = set.Packages.SelectMany(package => package.DependsOn).ToHashSet(StringComparer.Ordinal);
        names.ExceptWith(set.Packages.Select(package => package.Name));
        if (names.Count > 0)
        {
            names.ExceptWith(await ReadyAsync(stop).ConfigureAwait(false));
        }

        return names;
    }

    // Whoever may not see packages is told so by the check of rights, which comes next.
    private async Task<IEnumerable<string>> ReadyAsync(CancellationToken stop)
    {
        try
        {
            var statuses = await PackageStatuses.ListAsync(cluster, stop).ConfigureAwait(false);
            return statuses.Where(status => status.Ready).Select(status => status.Name);
        }
        catch (KubernetesApiException refused) when (refused.Code == 403)
        {
            return [];
        }
    }

    private async Task<InstallPlan> PlanAsync(PackageSet set, CancellationToken stop)
    {
        var others = HandsOver ? [] : (await DirectRecords.ListAsync(cluster.Api, stop).ConfigureAwait(false)).Select(record => record.Package);
        if (set.Packages.Select(package => package.Name).Intersect(others, StringComparer.Ordinal).FirstOrDefault() is { } taken)
        {
            throw DirectFailures.InstalledOtherwise(taken, byArgo: false);
        }

        var footprints = new ConcurrentDictionary<string, PackageFootprint>(StringComparer.Ordinal);
        await Task.WhenAll(set.Packages.Select(async package => footprints[package.Name] =
            await PackageFootprint.ReadAsync(cluster.Api, package.Name, stop).ConfigureAwait(false))).ConfigureAwait(false);
        return InstallPlan.Of(set.Packages, footprints);
    }

    private async Task ReportAsync(PackageSet set)
    {
        foreach (var diagnostic in set.Diagnostics)
        {
            switch (diagnostic.Severity)
            {
                case DiagnosticSeverity.Error:
                    await pipeline.WriteErrorAsync(ErrorRecords.From(diagnostic)).ConfigureAwait(false);
                    break;
                case DiagnosticSeverity.Warning:
                    pipeline.Warning(diagnostic.ToString());
                    break;
                default:
                    pipeline.Verbose(diagnostic.ToString());
                    break;
            }
        }
    }

    private async Task EndedAsync(InstallContext context, Package package, IdpException? failure, CancellationToken stop)
    {
        if (failure is not null)
        {
            await pipeline.WriteErrorAsync(ErrorRecords.From(failure)).ConfigureAwait(false);
            return;
        }

        if ((context.Left.GetValueOrDefault(package.Name) ?? await PackageStatuses.FindAsync(cluster, package.Name, stop).ConfigureAwait(false)) is { } status)
        {
            await (Write ?? (applied => pipeline.WriteAsync(applied)))(status).ConfigureAwait(false);
        }
    }

    // What would be done, and with -Direct what is applied for it.
    private sealed record Prepared(InstallPlan Plan, IReadOnlyList<DirectPackage> Rendered);
}
