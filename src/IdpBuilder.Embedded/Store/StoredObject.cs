using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Store;

/// <summary>One version of an object. Its JSON is shared by all readers and is never changed: clone it to change it.</summary>
internal sealed class StoredObject
{
    private readonly Manifest _manifest;
    private Encoding? _encodings;
    private IReadOnlyDictionary<string, string>? _labels;

    public StoredObject(ObjectAddress address, JsonObject json, long revision)
    {
        Address = address;
        Json = json;
        Revision = revision;
        _manifest = new Manifest(json);
        Uid = _manifest.Uid;
        IsTerminating = _manifest.DeletionTimestamp.Length > 0;
        Owners = OwnerReference.Read(_manifest.Metadata);
    }

    public ObjectAddress Address { get; }

    public JsonObject Json { get; }

    /// <summary>The store's revision that made this version: the object's <c>resourceVersion</c>.</summary>
    public long Revision { get; }

    public string Uid { get; }

    public bool IsTerminating { get; }

    public IReadOnlyList<OwnerReference> Owners { get; }

    public IReadOnlyDictionary<string, string> Labels => _labels ??= _manifest.Labels;

    public JsonObject? Metadata => _manifest.Metadata;

    public string Kind => _manifest.Kind;

    /// <summary>The finalizers that keep the object alive.</summary>
    public IEnumerable<string> Finalizers => FinalizerList.Of(Metadata);

    /// <summary>The object's bytes in one of its versions; made once, however many lists and watches send them.</summary>
    public EncodedObject Encode(ApiVersionView view)
    {
        for (var known = Volatile.Read(ref _encodings); known is not null; known = known.Next)
        {
            if (ReferenceEquals(known.View, view))
            {
                return known.Bytes;
            }
        }

        // Two racing readers may both encode; one result is simply kept twice.
        var made = new Encoding(view, EncodedObject.Of(view.Present(Json)), Volatile.Read(ref _encodings));
        Volatile.Write(ref _encodings, made);
        return made.Bytes;
    }

    private sealed record Encoding(ApiVersionView View, EncodedObject Bytes, Encoding? Next);
}
