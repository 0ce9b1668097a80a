using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdpBuilder.Health;

/// <summary>A live object has a value that its kind does not allow; <see cref="ResourceHealthTable"/> turns it into a verdict.</summary>
internal sealed class MalformedFieldException : Exception
{
    public MalformedFieldException(string path, string expected, JsonNode? found)
        : base($"{path} is {Describe(found)} where {expected} is expected")
    {
    }

    private static string Describe(JsonNode? found) => found?.GetValueKind() switch
    {
        null => "missing",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a truth value",
        _ => "null",
    };
}
