using IdpBuilder.Clusters;
using IdpBuilder.Direct;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Packages.State;
using IdpBuilder.Waiting;

namespace IdpBuilder.Packages;

/// <summary>Reads the state of packages from their Applications.</summary>
public static class PackageStatuses
{
    private static readonly string[] WorstSync = ["Unknown", "OutOfSync", "Synced"];
    private static readonly string[] WorstHealth = ["Unknown", "Missing", "Degraded", "Progressing", "Suspended", "Healthy"];
    private static readonly string[] LeastPhase = ["Error", "Failed", "Terminating", "Running", "Succeeded"];

    /// <summary>The names of the packages of a cluster; null for a user who may not see them.</summary>
    public static async Task<IReadOnlySet<string>?> NamesAsync(IKubernetesApi api, CancellationToken stop)
    {
        try
        {
            var names = (await InstalledPackage.ListAsync(api, stop).ConfigureAwait(false)).Select(package => package.Name).ToHashSet(StringComparer.Ordinal);
            names.UnionWith((await DirectRecords.ListAsync(api, stop).ConfigureAwait(false)).Select(record => record.Package));
            return names;
        }
        catch (KubernetesApiException refused) when (refused.Code == 403)
        {
            return null;
        }
    }

    /// <summary>The state of every package of a cluster, by name.</summary>
    public static async Task<IReadOnlyList<PackageStatus>> ListAsync(ClusterConnection connection, CancellationToken stop)
    {
        var installed = await InstalledPackage.ListAsync(connection.Api, stop).ConfigureAwait(false);
        var direct = await DirectStatuses.ListAsync(connection, stop).ConfigureAwait(false);
        var statuses = new List<PackageStatus>();
        foreach (var package in installed)
        {
            statuses.Add(await OfAsync(connection, package, stop).ConfigureAwait(false));
        }

        return
        [
            .. statuses
                .Concat(direct.Where(status => installed.All(package => package.Name != status.Name)))
                .OrderBy(status => status.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The state of one package; null when it is not installed.</summary>
    public static async Task<PackageStatus?> FindAsync(ClusterConnection connection, string name, CancellationToken stop)
    {
        var package = await InstalledPackage.ReadAsync(connection.Api, name, stop).ConfigureAwait(false);
        return package.Owned.Count == 0
            ? await DirectStatuses.FindAsync(connection, name, stop).ConfigureAwait(false)
            : await OfAsync(connection, package, stop).ConfigureAwait(false);
    }

    /// <summary>The state of one package as its Applications tell it; the objects by which it calls itself ready are not looked at.</summary>
    public static PackageStatus Of(InstalledPackage package, PlatformFacts platform)
    {
        var states = package.Applications.Select(application => new ApplicationState(application)).ToArray();
        var verdict = PackageReadiness.Judge(package);
        var first = package.Owned[0];
        return new PackageStatus
        {
            Name = package.Name,
            Cluster = platform.Cluster,
            Type = first.Label(PackageLabels.Type) ?? string.Empty,
            Ready = verdict.State == WaitState.Satisfied,
            Sync = Worst(states.Select(state => state.Sync), WorstSync),
            Health = Worst(states.Select(state => state.Health), WorstHealth),
            Phase = Worst(states.Select(state => state.Phase), LeastPhase),
            Message = verdict.Causes.Count > 0 ? string.Join("; ", verdict.Causes) : Message(states) is { Length: > 0 } message ? message : Pending(verdict, states),
            Revision = string.Join(", ", states.SelectMany(state => state.SyncedRevisions).Distinct(StringComparer.Ordinal)),
            Url = platform.ServesPages ? Url(first, platform) : string.Empty,
            Applications = [.. package.Owned.Concat(package.Generated).Select(application => application.Name)],
            Hooks = [.. states.SelectMany(HooksOf)],
            DependsOn = first.Annotation(PackageLabels.DependsOn)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
            Path = first.Annotation(PackageLabels.SourcePath) ?? string.Empty,
            Options = SourceOptions.Read(first.Annotation(PackageLabels.SourceOptions)),
            Installation = first.Annotation(PackageLabels.Installation) ?? string.Empty,
        };
    }

    private static async Task<PackageStatus> OfAsync(ClusterConnection connection, InstalledPackage package, CancellationToken stop)
    {
        var status = Of(package, PlatformFacts.Of(connection.Cluster));
        if (status.Type == PackageLabels.CoreType && await DirectStatuses.FindAsync(connection, package.Name, stop).ConfigureAwait(false) is { Url.Length: > 0 } applied)
        {
            // Who asks where the git server is wants its page, not Argo CD's about it.
            status = status with { Url = applied.Url };
        }

        if (!status.Ready)
        {
            return status;
        }

        var own = await OwnReadiness.JudgeAsync(connection.Api, package, stop).ConfigureAwait(false);
        return own.State == WaitState.Satisfied
            ? status
            : status with { Ready = false, Message = own.Causes.Count > 0 ? string.Join("; ", own.Causes) : own.Seen };
    }

    private static IEnumerable<PackageHook> HooksOf(ApplicationState state) => state.Results
        .Where(result => ApplicationState.Text(result, "hookType").Length > 0)
        .Select(result => new PackageHook(
            state.Application.Name,
            ApplicationState.Text(result, "kind"),
            ApplicationState.Text(result, "namespace"),
            ApplicationState.Text(result, "name"),
            ApplicationState.Text(result, "hookType"),
            ApplicationState.Text(result, "hookPhase"),
            ApplicationState.HookMessage(result)));

    private static string Message(IReadOnlyList<ApplicationState> states) => states
        .SelectMany(state => new[] { state.HealthMessage, state.IsOperating ? state.PhaseMessage : string.Empty, state.SharedObject })
        .FirstOrDefault(message => message.Length > 0) ?? string.Empty;

    // What looks done and is not, such as the state of what was installed before.
    private static string Pending(WaitVerdict verdict, IReadOnlyList<ApplicationState> states) =>
        verdict.State == WaitState.Waiting && states.All(state => state is { Sync: "Synced", Health: "Healthy" }) ? verdict.Seen : string.Empty;

    // An empty value is one that is not known yet; it hides nothing worse, but nothing better either.
    private static string Worst(IEnumerable<string> values, string[] order)
    {
        var known = values.ToArray();
        return order.Take(order.Length - 1).FirstOrDefault(known.Contains)
            ?? (Array.Exists(known, value => value.Length == 0) ? string.Empty : known.FirstOrDefault() ?? string.Empty);
    }

    private static string Url(Manifest application, PlatformFacts platform) =>
        application.Kind == ArgoTypes.ApplicationSet.Kind
            ? $"{platform.PageOf("argocd")}/applications"
            : $"{platform.PageOf("argocd")}/applications/{application.Namespace}/{application.Name}";
}
