using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Waiting;

namespace IdpBuilder.Packages.State;

/// <summary>
/// Says whether one Application is ready: compared and synced at the revision just installed, nothing pending, Healthy.
/// A sync that succeeded has run all its hooks.
/// </summary>
internal static class ApplicationReadiness
{
    /// <summary>Looks at an Application.</summary>
    /// <param name="application">The Application.</param>
    /// <param name="installed">The commits that were installed last, from it or from the set that made it.</param>
    /// <param name="syncRequested">Whether installing asked for a sync of it, as it does for all but what ApplicationSets sync in an order of their own.</param>
    public static WaitVerdict Judge(Manifest application, InstalledRevisions installed, bool syncRequested)
    {
        var state = new ApplicationState(application);
        var seen = Seen(state);
        if (application.DeletionTimestamp.Length > 0)
        {
            return Impossible(state, seen, "it is being deleted");
        }

        if (state.IsRefreshing || state.IsOperating)
        {
            return WaitVerdict.Waiting(seen, Percent(state));
        }

        if (state.Conditions("InvalidSpecError").FirstOrDefault() is { } invalid)
        {
            return Impossible(state, seen, invalid);
        }

        if (state.Conditions("ComparisonError").FirstOrDefault() is { } comparison)
        {
            return PassingErrors.Includes(comparison)
                ? WaitVerdict.Waiting($"{seen}; {comparison}")
                : Impossible(state, seen, comparison);
        }

        return installed.Match(application, state.ComparedRevisions)
            ? JudgeCompared(state, seen, installed, syncRequested && !installed.IsEmpty)
            : WaitVerdict.Waiting($"{seen}; waiting for the revision just installed", Percent(state));
    }

    private static WaitVerdict JudgeCompared(ApplicationState state, string seen, InstalledRevisions installed, bool mustHaveSynced)
    {
        var tried = state.Phase.Length > 0 && installed.Match(state.Application, state.SyncedRevisions);
        if (tried && state.Phase is "Failed" or "Error")
        {
            return WaitVerdict.Impossible(seen, [Cause(state, $"its sync {(state.Phase == "Failed" ? "failed" : "ended in an error")}: {state.PhaseMessage}"), .. FailedResults(state)]);
        }

        if (state.Sync != "Synced")
        {
            return state is { Sync: "OutOfSync", IsAutomated: false } && !(tried && state.Phase == "Succeeded")
                ? Impossible(state, seen, "it is OutOfSync and does not sync by itself; request a sync, or set syncPolicy.automated")
                : state.Conditions("SyncError").FirstOrDefault() is { } error
                    ? Impossible(state, seen, error)
                    : tried && state.Phase == "Succeeded" && LeftBehind(state) is { Count: > 0 } left
                        ? WaitVerdict.Impossible(seen, [Cause(state, "it stays OutOfSync; delete what is left behind, or set syncPolicy.automated.prune"), .. left])
                        : WaitVerdict.Waiting(seen, Percent(state));
        }

        // Argo CD calls content Synced of which only hooks have changed; installing asked for a sync that runs them.
        if (mustHaveSynced && !(tried && state.Phase == "Succeeded"))
        {
            return WaitVerdict.Waiting($"{seen}; waiting for its sync to the revision just installed", Percent(state));
        }

        return state.Health switch
        {
            "Healthy" => WaitVerdict.Satisfied(seen),
            "Degraded" => WaitVerdict.Impossible(seen, [Cause(state, state.HealthMessage.Length > 0 ? $"it is Degraded: {state.HealthMessage}" : "it is Degraded"), .. DegradedResources(state)]),
            _ => WaitVerdict.Waiting(seen, Percent(state)),
        };
    }

    private static WaitVerdict Impossible(ApplicationState state, string seen, string why) => WaitVerdict.Impossible(seen, Cause(state, why));

    private static WaitCause Cause(ApplicationState state, string why) => new($"Application '{state.Application.Name}'", why);

    // What a sync passed over because it must not prune is all that is OutOfSync: the next sync would leave it as well.
    private static IReadOnlyList<WaitCause> LeftBehind(ApplicationState state)
    {
        var skipped = state.Results
            .Where(result => ApplicationState.Text(result, "status") == "PruneSkipped")
            .ToDictionary(ApplicationState.KeyOf, result => ApplicationState.Text(result, "message"));
        var open = state.Resources.Where(IsOutOfSync).ToArray();
        return Array.TrueForAll(open, resource => skipped.ContainsKey(ApplicationState.KeyOf(resource)))
            ? [.. open.Select(resource => new WaitCause(
                Describe(resource), $"{skipped[ApplicationState.KeyOf(resource)]}: it is no longer part of the package, and this sync may not delete it"))]
            : [];
    }

    private static bool IsOutOfSync(JsonObject resource) => ApplicationState.Text(resource, "status") == "OutOfSync";

    private static IEnumerable<WaitCause> FailedResults(ApplicationState state) => state.Results
        .Where(result => ApplicationState.Text(result, "status") == "SyncFailed" || ApplicationState.Text(result, "hookPhase") is "Failed" or "Error")
        .Select(result => new WaitCause(Describe(result), ApplicationState.Text(result, "message")));

    private static IEnumerable<WaitCause> DegradedResources(ApplicationState state) => state.Resources
        .Where(resource => ApplicationState.Text(resource["health"] as JsonObject, "status") == "Degraded")
        .Select(resource => new WaitCause(Describe(resource), ApplicationState.Text(resource["health"] as JsonObject, "message")));

    private static string Describe(JsonObject entry)
    {
        var key = ApplicationState.KeyOf(entry);
        var hook = ApplicationState.Text(entry, "hookType");
        var name = key.Namespace.Length == 0 ? key.Name : $"{key.Namespace}/{key.Name}";
        return hook.Length == 0 ? $"{key.Kind} '{name}'" : $"{hook} hook {key.Kind} '{name}'";
    }

    private static string Seen(ApplicationState state)
    {
        var parts = new[]
        {
            state.Sync.Length == 0 ? "not compared yet" : state.Sync == "OutOfSync" ? OutOfSync(state) : state.Sync,
            state.Health,
            state.Phase.Length > 0 && state.Phase != "Succeeded" ? $"operation {state.Phase}{(state.PhaseMessage.Length > 0 ? $": {state.PhaseMessage}" : string.Empty)}" : string.Empty,
            state.IsRefreshing ? "refresh pending" : string.Empty,
            state.Sync == "OutOfSync" ? state.SharedObject : string.Empty,
        };
        return string.Join(", ", parts.Where(part => part.Length > 0));
    }

    private static string OutOfSync(ApplicationState state)
    {
        var open = state.Resources.Where(IsOutOfSync).ToArray();
        return open.Length switch
        {
            0 => "OutOfSync",
            1 => $"OutOfSync ({Describe(open[0])})",
            _ => string.Create(CultureInfo.InvariantCulture, $"OutOfSync ({Describe(open[0])} and {open.Length - 1} more)"),
        };
    }

    private static int Percent(ApplicationState state)
    {
        var resources = state.Resources.ToArray();
        var done = resources.Count(resource =>
            ApplicationState.Text(resource, "status") == "Synced"
            && ApplicationState.Text(resource["health"] as JsonObject, "status") is "" or "Healthy");
        return resources.Length == 0 ? -1 : 100 * done / resources.Length;
    }
}
