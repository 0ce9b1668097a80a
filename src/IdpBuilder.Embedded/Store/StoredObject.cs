using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Store;

/// <summary>One version of an object. Its JSON is shared by all readers and is never changed: clone it to change it.</summary>
internal sealed class StoredObject
{
    private JsonObject? _json;
    private WeakReference<JsonObject>? _readAgain;
    private Encoding? _encodings;
    private IReadOnlyDictionary<string, string>? _labels;

    public StoredObject(ObjectAddress address, JsonObject json, long revision)
    {
        Address = address;
        Revision = revision;
        _json = json;
        var manifest = new Manifest(json);
        Kind = manifest.Kind;
        Uid = manifest.Uid;
        IsTerminating = manifest.DeletionTimestamp.Length > 0;
        Owners = OwnerReference.Read(manifest.Metadata);
    }

    public ObjectAddress Address { get; }

    public JsonObject Json => Volatile.Read(ref _json) ?? ReadAgain();

    /// <summary>The store's revision that made this version: the object's <c>resourceVersion</c>.</summary>
    public long Revision { get; }

    public string Kind { get; }

    public string Uid { get; }

    public bool IsTerminating { get; }

    public IReadOnlyList<OwnerReference> Owners { get; }

    public IReadOnlyDictionary<string, string> Labels => _labels ??= new Manifest(Json).Labels;

    public JsonObject? Metadata => Json["metadata"] as JsonObject;

    /// <summary>The finalizers that keep the object alive.</summary>
    public IEnumerable<string> Finalizers => FinalizerList.Of(Metadata);

    /// <summary>The object's bytes in one of its versions; made once, however many lists and watches send them.</summary>
    public EncodedObject Encode(ApiVersionView view)
    {
        if (Known(encoding => ReferenceEquals(encoding.View, view)) is { } known)
        {
            return known;
        }

        var stored = Json;
        var shown = view.Present(stored);
        return Keep(view, EncodedObject.Of(shown), ReferenceEquals(shown, stored));
    }

    /// <summary>
    /// Keeps the bytes alone of a version that has been replaced or deleted: nodes take ten times their room, and the history, which is long,
    /// is seldom read.
    /// </summary>
    public void Retire()
    {
        if (Volatile.Read(ref _json) is { } json)
        {
            _ = Known(encoding => encoding.IsWhole) ?? Keep(null, EncodedObject.Of(json), isWhole: true);
            Volatile.Write(ref _json, null);
        }
    }

    private JsonObject ReadAgain()
    {
        if (Volatile.Read(ref _readAgain) is { } weak && weak.TryGetTarget(out var alive))
        {
            return alive;
        }

        var read = (JsonObject)CompleteJson.Read(Known(encoding => encoding.IsWhole)!.Utf8).Root!;
        Volatile.Write(ref _readAgain, new WeakReference<JsonObject>(read));
        return read;
    }

    private EncodedObject? Known(Func<Encoding, bool> isWanted)
    {
        for (var known = Volatile.Read(ref _encodings); known is not null; known = known.Next)
        {
            if (isWanted(known))
            {
                return known.Bytes;
            }
        }

        return null;
    }

    // Readers who race may each encode; but what one has kept, another must not drop: the bytes may be all that is left.
    private EncodedObject Keep(ApiVersionView? view, EncodedObject bytes, bool isWhole)
    {
        var known = Volatile.Read(ref _encodings);
        for (; ; )
        {
            var others = Interlocked.CompareExchange(ref _encodings, new Encoding(view, bytes, isWhole, known), known);
            if (ReferenceEquals(others, known))
            {
                return bytes;
            }

            known = others;
        }
    }

    /// <param name="View">Who is shown these bytes.</param>
    /// <param name="Bytes">The bytes.</param>
    /// <param name="IsWhole">Whether they say what is stored, nothing converted.</param>
    /// <param name="Next">Bytes for others.</param>
    private sealed record Encoding(ApiVersionView? View, EncodedObject Bytes, bool IsWhole, Encoding? Next);
}
