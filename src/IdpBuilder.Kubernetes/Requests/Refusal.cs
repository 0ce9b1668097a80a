using System.Net;
using System.Text.Json.Nodes;

namespace IdpBuilder.Kubernetes.Requests;

/// <summary>An answer that is no success.</summary>
/// <param name="Code">The HTTP status.</param>
/// <param name="Status">The Status that came with it; null when the body was something else.</param>
/// <param name="RetryAfter">The wait that the server asked for, if it did.</param>
internal readonly record struct Refusal(HttpStatusCode Code, JsonObject? Status, TimeSpan? RetryAfter)
{
    /// <summary>What the server said.</summary>
    public string Message => Status?["message"] is JsonValue value && value.TryGetValue(out string? text) ? text : string.Empty;
}
