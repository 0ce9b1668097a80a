using System.Text.Json.Nodes;
using IdpBuilder.Comparison;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>The windows of a project that concern one Application: when it may be synced, and when not.</summary>
internal sealed class SyncWindows
{
    private readonly IReadOnlyList<SyncWindow> _windows;

    private SyncWindows(IReadOnlyList<SyncWindow> windows) => _windows = windows;

    /// <summary>The windows that name the Application, its cluster or its namespace.</summary>
    /// <exception cref="FormatException">A window's schedule or duration cannot be read.</exception>
    public static SyncWindows Of(IEnumerable<JsonObject> windows, ApplicationRecord application) =>
        new([.. windows.Where(window => Concerns(window, application)).Select(SyncWindow.Read)]);

    /// <summary>Whether a sync may run.</summary>
    /// <param name="manual">Whether a user asked for it.</param>
    /// <param name="startedAt">When the sync began, for windows that let those finish; null before it begins.</param>
    /// <param name="now">The time.</param>
    public bool Allow(bool manual, DateTimeOffset? startedAt, DateTimeOffset now)
    {
        var denying = _windows.Where(window => window.Denies && window.IsOpen(now)).ToArray();
        if (denying.Length > 0)
        {
            return IsExcepted(denying, manual, startedAt);
        }

        var allowing = _windows.Where(window => !window.Denies).ToArray();
        return allowing.Length == 0 || Array.Exists(allowing, window => window.IsOpen(now)) || IsExcepted(allowing, manual, startedAt);
    }

    /// <summary>When a window opens or closes next; null when none does.</summary>
    public DateTimeOffset? NextChange(DateTimeOffset now) => _windows.Select(window => window.NextChange(now)).Min();

    // All windows in the way have to agree to an exception; one that was running is excepted if it was allowed to begin.
    private bool IsExcepted(SyncWindow[] inTheWay, bool manual, DateTimeOffset? startedAt) =>
        (manual && Array.TrueForAll(inTheWay, window => window.LetsUsersSync))
        || (startedAt is { } begin && Array.TrueForAll(inTheWay, window => window.LetsRunningFinish) && Allow(manual, null, begin));

    private static bool Concerns(JsonObject window, ApplicationRecord application)
    {
        var destination = application.Destination;
        (IReadOnlyList<string> Patterns, Func<string, bool> Matches)[] criteria =
        [
            (window.Texts("applications"), pattern => Globs.IsMatch(pattern, application.Manifest.Name)),
            (window.Texts("clusters"), pattern => Named(pattern, destination.Text("name")) || Named(pattern, destination.Text("server"))),
            (window.Texts("namespaces"), pattern => Globs.IsMatch(pattern, application.DestinationNamespace)),
        ];
        var set = criteria.Where(criterion => criterion.Patterns.Count > 0).Select(criterion => criterion.Patterns.Any(criterion.Matches)).ToArray();
        return set.Length > 0 && (window.Flag("andOperator") ? Array.TrueForAll(set, matched => matched) : Array.Exists(set, matched => matched));
    }

    private static bool Named(string pattern, string text) => text.Length > 0 && Globs.IsMatch(pattern, text);
}
