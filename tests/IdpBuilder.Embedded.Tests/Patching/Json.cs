using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Tests.Patching;

/// <summary>JSON with apostrophes for quotes, so that rows of test data stay readable.</summary>
internal static class Json
{
    public static JsonObject Object(string text) => Node(text)!.AsObject();

    public static JsonArray Array(string text) => Node(text)!.AsArray();

    public static JsonNode? Node(string text) => JsonNode.Parse(text.Replace('\'', '"'));

    /// <summary>Fails with both texts when the values are not the same.</summary>
    public static void Same(string expected, JsonNode? actual)
    {
        if (!Embedded.Patching.JsonEquality.Same(Node(expected), actual))
        {
            Assert.Equal(Node(expected)?.ToJsonString(), actual?.ToJsonString());
        }
    }
}
