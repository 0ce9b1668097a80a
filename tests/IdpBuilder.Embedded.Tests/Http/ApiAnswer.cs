using System.Text.Json.Nodes;

namespace IdpBuilder.Tests.Http;

internal sealed record ApiAnswer(int Status, string Text, JsonObject Json, IReadOnlyList<string> Warnings)
{
    public string? this[params string[] path]
    {
        get
        {
            JsonNode? node = Json;
            foreach (var segment in path)
            {
                node = node is JsonArray list ? list[int.Parse(segment)] : node?[segment];
            }

            return node?.ToString();
        }
    }

    public ApiAnswer Expect(int status)
    {
        Assert.True(Status == status, $"expected {status}, got {Status}: {Text}");
        return this;
    }
}
