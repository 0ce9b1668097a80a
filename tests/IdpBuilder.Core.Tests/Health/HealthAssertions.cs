using System.Text.Json.Nodes;
using IdpBuilder.Health;
using IdpBuilder.Manifests;

namespace IdpBuilder.Core.Tests.Health;

/// <summary>Assesses objects written as one line of JSON.</summary>
internal static class HealthAssertions
{
    public static Manifest Live(string apiVersion, string kind, string json)
    {
        var body = (JsonObject)JsonNode.Parse(json)!;
        body["apiVersion"] = apiVersion;
        body["kind"] = kind;
        return new Manifest(body);
    }

    public static void Is(HealthStatus status, string message, string apiVersion, string kind, string json) =>
        Assert.Equal(new HealthVerdict(status, message), ResourceHealthTable.Assess(Live(apiVersion, kind, json)));
}
