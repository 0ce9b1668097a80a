using System.Text;
using IdpBuilder.Embedded.Registry;

namespace IdpBuilder.Embedded.Http;

/// <summary>Answers the health checks: whoever gets an answer has reached a server that works.</summary>
internal static class HealthChecks
{
    private const string Only = "ping";

    /// <summary>Whether a path names a health check.</summary>
    public static bool Answers(IReadOnlyList<string> segments) => segments is ["healthz" or "livez" or "readyz", ..];

    public static ApiResponse Answer(IReadOnlyList<string> segments, QueryParameters query) => segments switch
    {
        [var check] when query.Has("verbose") => ApiResponses.Text(Report(check, query.All("exclude").Contains(Only, StringComparer.Ordinal))),
        [_] or [_, Only] => ApiResponses.Text("ok"),
        _ => throw StatusFailures.PathNotFound(),
    };

    private static string Report(string check, bool excluded) => new StringBuilder()
        .Append("[+]").Append(Only).Append(excluded ? " excluded: ok" : " ok").Append('\n')
        .Append(check).Append(" check passed\n")
        .ToString();
}
