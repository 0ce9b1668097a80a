using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Workflows;

/// <summary>The node table of a Workflow's status, wherever the controller has put it.</summary>
/// <param name="Nodes">The nodes by id.</param>
/// <param name="Unreadable">Why there are none to read though the Workflow has some; empty when all is well.</param>
internal readonly record struct ArgoNodeStatuses(JsonObject Nodes, string Unreadable)
{
    // A table of this size would be a thousand times what a cluster stores.
    private const int Longest = 256 * 1024 * 1024;

    /// <summary>Reads plain and compressed tables.</summary>
    public static ArgoNodeStatuses Of(JsonObject? status)
    {
        if (status.Child("nodes") is { Count: > 0 } nodes)
        {
            return new(nodes, string.Empty);
        }

        if (status.TextOrNull("compressedNodes") is { Length: > 0 } compressed)
        {
            return Decompress(compressed);
        }

        return status.TextOrNull("offloadNodeStatusVersion") is { Length: > 0 } version
            ? new([], $"the controller keeps the nodes in its database (version {version}), which the Kubernetes API does not show")
            : new([], string.Empty);
    }

    private static ArgoNodeStatuses Decompress(string text)
    {
        try
        {
            using var unzipped = new GZipStream(new MemoryStream(Convert.FromBase64String(text)), CompressionMode.Decompress);
            using var bytes = new MemoryStream();
            var buffer = new byte[81920];
            for (int read; (read = unzipped.Read(buffer)) > 0;)
            {
                bytes.Write(buffer, 0, read);
                if (bytes.Length > Longest)
                {
                    return new([], "the compressed nodes are larger than any cluster stores");
                }
            }

            return JsonNode.Parse(bytes.ToArray()) is JsonObject nodes ? new(nodes, string.Empty) : new([], Broken("not an object"));
        }
        catch (Exception failure) when (failure is FormatException or InvalidDataException or JsonException)
        {
            return new([], Broken(failure.Message));
        }
    }

    private static string Broken(string reason) => $"the compressed nodes cannot be read: {reason}";
}
