using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Patching;

/// <summary>JSON patches (RFC 6902).</summary>
internal static class JsonPatch
{
    private const int OperationLimit = 10_000;

    /// <summary>The patched document. Neither input is changed; the result shares nothing with them.</summary>
    /// <exception cref="PatchException">400 when the patch is none, 422 when the document is not as it expects.</exception>
    public static JsonNode Apply(JsonNode target, JsonArray patch)
    {
        if (patch.Count > OperationLimit)
        {
            throw PatchFailures.TooManyOperations(patch.Count, OperationLimit);
        }

        JsonNode? document = target.DeepClone();
        foreach (var item in patch)
        {
            if (item is not JsonObject operation)
            {
                throw PatchFailures.Malformed("error decoding patch: every operation must be an object");
            }

            document = Apply(document, operation);
        }

        return document ?? throw PatchFailures.Unprocessable("the patch leaves nothing of the object");
    }

    private static JsonNode? Apply(JsonNode? document, JsonObject operation)
    {
        var kind = Text(operation, "op");
        var path = Pointer(operation, "path");
        switch (kind)
        {
            case "add":
                Add(ref document, path, Value(operation), kind);
                break;
            case "remove":
                Remove(ref document, path, kind);
                break;
            case "replace":
                Replace(ref document, path, Value(operation));
                break;
            case "move":
                var origin = Pointer(operation, "from");
                if (path.IsBelow(origin))
                {
                    throw PatchFailures.Unprocessable($"move operation cannot move '{origin.Text}' into itself");
                }

                Add(ref document, path, Remove(ref document, origin, kind), kind);
                break;
            case "copy":
                Add(ref document, path, Find(document, Pointer(operation, "from"), kind)?.DeepClone(), kind);
                break;
            case "test":
                Test(document, path, operation["value"]);
                break;
            default:
                throw PatchFailures.Malformed($"Unexpected kind: {kind}");
        }

        return document;
    }

    private static void Add(ref JsonNode? document, JsonPointer path, JsonNode? value, string kind)
    {
        if (!path.TryAdd(ref document, value))
        {
            throw Missing(kind, path);
        }
    }

    private static JsonNode? Remove(ref JsonNode? document, JsonPointer path, string kind) =>
        path.TryRemove(ref document, out var removed) ? removed : throw Missing(kind, path);

    private static void Replace(ref JsonNode? document, JsonPointer path, JsonNode? value)
    {
        if (path.IsRoot)
        {
            document = value;
            return;
        }

        Find(document, path, "replace");
        // Taking out and putting in keeps the place in a list; in a map the order means nothing.
        path.TryRemove(ref document, out _);
        path.TryAdd(ref document, value);
    }

    private static void Test(JsonNode? document, JsonPointer path, JsonNode? wanted)
    {
        // An absent value equals null.
        path.TryFind(document, out var value);
        if (!JsonEquality.Same(value, wanted))
        {
            throw PatchFailures.Unprocessable($"testing value {path.Text} failed: test failed");
        }
    }

    private static JsonNode? Find(JsonNode? document, JsonPointer path, string kind) =>
        path.TryFind(document, out var value) ? value : throw Missing(kind, path);

    private static JsonNode? Value(JsonObject operation) =>
        operation.TryGetPropertyValue("value", out var value)
            ? value?.DeepClone()
            : throw PatchFailures.Malformed($"{Text(operation, "op")} operation has no value");

    private static JsonPointer Pointer(JsonObject operation, string name) =>
        operation[name] is JsonValue value && value.TryGetValue(out string? text) && JsonPointer.Parse(text) is { } pointer
            ? pointer
            : throw PatchFailures.Malformed($"{Text(operation, "op")} operation has no valid {name}");

    private static string Text(JsonObject operation, string name) =>
        operation[name] is JsonValue value && value.TryGetValue(out string? text) ? text : string.Empty;

    private static PatchException Missing(string kind, JsonPointer path) =>
        PatchFailures.Unprocessable($"{kind} operation does not apply: doc is missing path: {path.Text}: missing value");
}
