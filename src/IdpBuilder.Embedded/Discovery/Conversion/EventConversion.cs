using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Discovery.Conversion;

/// <summary>The two shapes of events: stored as the core group's, shown by <c>events.k8s.io</c> under other names.</summary>
internal static class EventConversion
{
    private static readonly (string Core, string Events)[] Names =
    [
        ("involvedObject", "regarding"),
        ("message", "note"),
        ("source", "deprecatedSource"),
        ("firstTimestamp", "deprecatedFirstTimestamp"),
        ("lastTimestamp", "deprecatedLastTimestamp"),
        ("count", "deprecatedCount"),
        ("reportingComponent", "reportingController"),
    ];

    public static ApiVersionView View { get; } = new(
        "events.k8s.io/v1",
        json => Rename(json, names => (names.Core, names.Events)),
        json => Rename(json, names => (names.Events, names.Core)));

    private static void Rename(JsonObject json, Func<(string Core, string Events), (string From, string To)> direction)
    {
        foreach (var (from, to) in Names.Select(direction))
        {
            if (json.Remove(from, out var value))
            {
                json[to] = value;
            }
        }
    }
}
