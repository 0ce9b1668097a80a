using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Discovery;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Registry.Selection;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Store;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Http.Endpoints;

/// <summary>Shows the replicas of any workload in one shape, and changes them through it.</summary>
internal sealed class ScaleEndpoint(RegistryCore core, RequestBody bodies, ObjectUpdater updater, PatchEndpoint patches)
{
    public ApiResponse Get(Exchange exchange) => Show(exchange, Find(exchange).Json);

    public async Task<ApiResponse> ReplaceAsync(Exchange exchange, CancellationToken stop)
    {
        var bytes = await RequestBody.ReadAsync(exchange.Request, stop).ConfigureAwait(false);
        var (scale, _) = bodies.ReadObject(RequestBody.MediaType(exchange.Request), bytes, "Scale");
        return Write(exchange, _ => scale);
    }

    public async Task<ApiResponse> PatchAsync(Exchange exchange, CancellationToken stop)
    {
        var change = await patches.ReadChangeAsync(exchange, stop).ConfigureAwait(false);
        return Write(exchange, change);
    }

    private ApiResponse Write(Exchange exchange, Func<JsonObject, JsonObject> change)
    {
        var mapping = exchange.Type.Scale!;
        var outcome = updater.Patch(WriteQuery.Read(exchange), before =>
        {
            var scale = change(Present(exchange.Type, before));
            if (NodePath.Whole(NodePath.At(scale, "spec", "replicas")) is not (>= 0 and <= int.MaxValue and var replicas))
            {
                throw StatusFailures.InvalidRequest("Scale", "autoscaling", exchange.Path.Name, FieldError.Invalid(
                    "spec.replicas", NodePath.At(scale, "spec", "replicas"), "must be greater than or equal to 0"));
            }

            var next = (JsonObject)before.DeepClone();
            var path = Segments(mapping.SpecReplicas);
            NodePath.Ensure(next, path[..^1])[path[^1]] = replicas;
            if (NodePath.Text(scale, "metadata", "resourceVersion") is { Length: > 0 } version)
            {
                next["metadata"]!["resourceVersion"] = version;
            }

            return new PatchedObject(next);
        });
        return Show(exchange, exchange.Type.View.Present(outcome.Json));
    }

    private StoredObject Find(Exchange exchange) =>
        core.Store.Find(new ObjectAddress(exchange.Type.Id, exchange.Path.Namespace, exchange.Path.Name))
        ?? throw StatusFailures.NotFound(exchange.Type, exchange.Path.Name);

    private static ApiResponse Show(Exchange exchange, JsonObject json) =>
        ApiResponses.Json(Present(exchange.Type, json), 200, exchange.Accept.MediaType);

    private static JsonObject Present(ResourceType type, JsonObject json)
    {
        var mapping = type.Scale!;
        var metadata = new JsonObject();
        foreach (var field in new[] { "name", "namespace", "uid", "resourceVersion", "creationTimestamp" })
        {
            metadata[field] = json.Child("metadata")?[field]?.DeepClone();
        }

        var status = new JsonObject { ["replicas"] = NodePath.Whole(NodePath.At(json, Segments(mapping.StatusReplicas))) ?? 0 };
        if (SelectorOf(mapping, json) is { Length: > 0 } selector)
        {
            status["selector"] = selector;
        }

        return new JsonObject
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = metadata,
            ["spec"] = new JsonObject { ["replicas"] = NodePath.Whole(NodePath.At(json, Segments(mapping.SpecReplicas))) ?? 0 },
            ["status"] = status,
        };
    }

    private static string SelectorOf(ScaleMapping mapping, JsonObject json) =>
        mapping.Selector.Length == 0 ? string.Empty
        : NodePath.At(json, Segments(mapping.Selector)) switch
        {
            JsonObject selector => LabelSelector.Read(selector).ToString(),
            JsonValue text => text.ToString(),
            _ => string.Empty,
        };

    private static string[] Segments(string path) => path.TrimStart('.').Split('.');
}
