using System.Text.Json.Nodes;

namespace IdpBuilder.Tests.Http;

internal sealed class WatchReader(HttpResponseMessage response, StreamReader lines) : IDisposable
{
    /// <summary>The next event, or null at the end of the watch.</summary>
    public async Task<JsonObject?> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var line = await lines.ReadLineAsync(patience.Token);
        return line is null ? null : (JsonObject)JsonNode.Parse(line)!;
    }

    /// <summary>The next event as <c>TYPE name</c>.</summary>
    public async Task<string> NextLineAsync()
    {
        var next = await NextAsync();
        return next is null ? "end" : $"{next["type"]} {next["object"]!["metadata"]?["name"]}".TrimEnd();
    }

    public void Dispose()
    {
        lines.Dispose();
        response.Dispose();
    }
}
