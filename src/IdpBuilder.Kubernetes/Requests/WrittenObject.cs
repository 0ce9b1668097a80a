using System.Text.Json.Nodes;

namespace IdpBuilder.Kubernetes.Requests;

/// <summary>Compares an object with what was sent to make it so. Servers add to what is sent, and number versions themselves.</summary>
internal static class WrittenObject
{
    private static readonly string[] OfTheServer = ["resourceVersion", "generation", "managedFields", "selfLink", "uid", "creationTimestamp"];

    /// <summary>Whether an object has everything that was sent.</summary>
    public static bool Shows(JsonNode? live, JsonNode? sent) => (live, sent) switch
    {
        (_, null) => true,
        (null, _) => IsLeftOut(sent),
        (JsonObject has, JsonObject wants) => wants.All(field => OfTheServer.Contains(field.Key, StringComparer.Ordinal) || Shows(has[field.Key], field.Value)),
        (JsonArray has, JsonArray wants) => has.Count == wants.Count && has.Zip(wants).All(pair => Shows(pair.First, pair.Second)),
        _ => JsonNode.DeepEquals(live, sent),
    };

    // Servers leave out what is empty, or the value that a field has without being named.
    private static bool IsLeftOut(JsonNode sent) => sent switch
    {
        JsonObject map => map.All(field => field.Value is null || IsLeftOut(field.Value)),
        JsonArray list => list.Count == 0,
        _ => sent.ToJsonString() is "\"\"" or "false" or "0",
    };
}
