using System.Text.Json.Nodes;
using IdpBuilder.Comparison;
using IdpBuilder.Embedded.Patching;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Http.Endpoints;

/// <summary>Answers patches of every kind.</summary>
internal sealed class PatchEndpoint(RegistryCore core, RequestBody bodies, ObjectPatcher patcher, WriteEndpoint writes)
{
    private const string Json = "application/json-patch+json";
    private const string Merge = "application/merge-patch+json";
    private const string Strategic = "application/strategic-merge-patch+json";
    private const string Apply = "application/apply-patch+yaml";

    public async Task<ApiResponse> PatchAsync(Exchange exchange, CancellationToken stop)
    {
        var request = WriteQuery.Read(exchange);
        var (mediaType, bytes) = await ReadAsync(exchange, stop).ConfigureAwait(false);
        CheckOptions(exchange, mediaType);
        var outcome = mediaType == Apply
            ? patcher.Apply(request, ReadConfiguration(request, bytes))
            : patcher.Patch(request, Change(exchange, mediaType, bytes));
        return writes.Show(exchange, request, outcome);
    }

    /// <summary>Reads a patch of something that is not stored itself, such as a scale; server-side apply works on stored objects only.</summary>
    public async Task<Func<JsonObject, JsonObject>> ReadChangeAsync(Exchange exchange, CancellationToken stop)
    {
        var (mediaType, bytes) = await ReadAsync(exchange, stop).ConfigureAwait(false);
        return Change(exchange, mediaType == Apply ? Merge : mediaType, bytes);
    }

    private static async Task<(string MediaType, ReadOnlyMemory<byte> Bytes)> ReadAsync(Exchange exchange, CancellationToken stop)
    {
        var mediaType = RequestBody.MediaType(exchange.Request);
        var known = mediaType is Json or Merge or Apply || (mediaType == Strategic && exchange.Type.Custom is null);
        if (!known)
        {
            var accepted = exchange.Type.Custom is null ? $"{Json}, {Merge}, {Strategic}, {Apply}" : $"{Json}, {Merge}, {Apply}";
            throw StatusFailures.UnsupportedMediaType(accepted);
        }

        return (mediaType, await RequestBody.ReadAsync(exchange.Request, stop).ConfigureAwait(false));
    }

    private Func<JsonObject, JsonObject> Change(Exchange exchange, string mediaType, ReadOnlyMemory<byte> bytes)
    {
        var kind = exchange.Type.Type.Kind;
        if (mediaType == Json)
        {
            var operations = RequestBody.ReadJson(bytes, kind).Node as JsonArray
                ?? throw StatusFailures.BadRequest("error decoding patch: json: cannot unmarshal into Go value of type jsonpatch.Patch");
            return before => JsonPatch.Apply(before, operations) as JsonObject
                ?? throw StatusFailures.Unprocessable();
        }

        var (patch, _) = bodies.ReadObject("application/json", bytes, kind);
        return mediaType == Merge
            ? before => MergePatch.Apply(before, patch)
            : before => StrategicMergePatch.Apply(before, patch, exchange.Type.Schema ?? TypeSchema.Any);
    }

    private JsonObject ReadConfiguration(WriteRequest request, ReadOnlyMemory<byte> bytes)
    {
        var (configuration, duplicates) = bodies.ReadObject(Apply, bytes, request.Type.Type.Kind);
        UnknownFields.Report(request, duplicates.Select(path => $"duplicate field \"{path}\""));
        foreach (var (field, name) in new[] { ("apiVersion", "APIVersion"), ("kind", "Kind") })
        {
            if (configuration.Text(field).Length == 0)
            {
                throw StatusFailures.BadRequest($"Object '{name}' is missing in '{configuration.ToJsonString()}'");
            }
        }

        ObjectRules.CheckType(request, configuration);
        if (core.Store.Find(request.Address) is null && configuration.Child("metadata").TextOrNull("uid") is { } uid)
        {
            throw StatusFailures.Conflict(request.Type, request.Name,
                $"uid mismatch: the provided object specified uid {uid}, and no existing object was found");
        }

        return configuration;
    }

    private static void CheckOptions(Exchange exchange, string mediaType)
    {
        if (mediaType == Apply && exchange.Query["fieldManager"].Length == 0)
        {
            throw StatusFailures.InvalidPatchOptions(FieldError.Required("fieldManager", "is required for apply patch"));
        }

        if (mediaType != Apply && exchange.Query.Has("force"))
        {
            throw StatusFailures.InvalidPatchOptions(FieldError.Forbidden("force", "may not be specified for non-apply patch"));
        }
    }
}
