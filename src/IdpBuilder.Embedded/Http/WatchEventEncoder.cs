using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Discovery;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Http;

/// <summary>Writes watch events, one JSON object a line.</summary>
internal sealed class WatchEventEncoder(ResourceType type, ResponseShape shape, ObjectShapes shapes)
{
    private bool _columnsSent;

    public ReadOnlyMemory<byte> Event(string kind, StoredObject item) =>
        shape == ResponseShape.Whole ? Frame(kind, item.Encode(type.View).Utf8) : Event(kind, type.View.Present(item.Json));

    /// <summary>An object that no longer is what the watcher selects: its last matching version, at the revision that took it away.</summary>
    public ReadOnlyMemory<byte> Departed(StoredObject last, long revision)
    {
        var json = (JsonObject)type.View.Present(last.Json).DeepClone();
        ((JsonObject)json["metadata"]!)["resourceVersion"] = revision.ToString(CultureInfo.InvariantCulture);
        return Event("DELETED", json);
    }

    public ReadOnlyMemory<byte> Bookmark(long revision, bool endsInitialEvents)
    {
        var metadata = new JsonObject
        {
            ["resourceVersion"] = revision.ToString(CultureInfo.InvariantCulture),
            ["creationTimestamp"] = null,
        };
        if (endsInitialEvents)
        {
            metadata["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        }

        var json = new JsonObject { ["kind"] = type.Type.Kind, ["apiVersion"] = type.Type.ApiVersion, ["metadata"] = metadata };
        if (shape == ResponseShape.Table)
        {
            json["kind"] = "Table";
            json["apiVersion"] = "meta.k8s.io/v1";
            json["rows"] = new JsonArray();
            json["columnDefinitions"] = new JsonArray();
        }

        return Frame("BOOKMARK", EncodedObject.Of(json).Utf8);
    }

    public static ReadOnlyMemory<byte> Error(StatusException failure) => Frame("ERROR", EncodedObject.Of(ApiResponses.StatusOf(failure)).Utf8);

    private ReadOnlyMemory<byte> Event(string kind, JsonObject json)
    {
        var shaped = shapes.Of(type, json, shape, withColumns: !_columnsSent);
        _columnsSent = true;
        return Frame(kind, EncodedObject.Of(shaped).Utf8);
    }

    private static byte[] Frame(string kind, ReadOnlySpan<byte> json)
    {
        var head = Encoding.ASCII.GetBytes($"{{\"type\":\"{kind}\",\"object\":");
        var frame = new byte[head.Length + json.Length + 2];
        head.CopyTo(frame, 0);
        json.CopyTo(frame.AsSpan(head.Length));
        frame[^2] = (byte)'}';
        frame[^1] = (byte)'\n';
        return frame;
    }
}
