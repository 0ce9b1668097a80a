using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Actors.Workflows.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Leaves;

/// <summary>Writes the state of a Pod that a resource template runs in.</summary>
internal sealed class ResourcePod(Manifest pod, ActorContext context)
{
    // What was acted on already is never acted on again, whoever looks at the Pod next.
    private const string TargetAnnotation = "embedded.idpbuilder.io/resource";

    /// <summary>The Pod.</summary>
    public ResourceKey Key => pod.Key;

    /// <summary>The object that was acted on; null before.</summary>
    public ResourceReference? Target =>
        pod.Annotation(TargetAnnotation)?.Split('|') is [var version, var kind, var inNamespace, var name]
            ? new ResourceReference(GroupVersionKind.Of(version, kind), inNamespace, name)
            : null;

    /// <summary>The container runs: the object has been acted on.</summary>
    public async Task BeginAsync(ResourceReference target, CancellationToken stop)
    {
        var text = $"{target.Type.ApiVersion}|{target.Type.Kind}|{target.Namespace}|{target.Name}";
        await AnnotateAsync(new JsonObject { [TargetAnnotation] = text }, stop).ConfigureAwait(false);
        await WriteAsync(new JsonObject { ["phase"] = "Running", ["startTime"] = Now, ["containerStatuses"] = Containers("running", null, string.Empty) }, stop).ConfigureAwait(false);
    }

    /// <summary>The container ends well, with what the template wants to know about the object.</summary>
    public async Task EndAsync(JsonObject template, Manifest? target, CancellationToken stop)
    {
        var outputs = ResourceOutputs.Of(template, target);
        if (outputs.Count > 0)
        {
            await AnnotateAsync(outputs, stop).ConfigureAwait(false);
        }

        await WriteAsync(new JsonObject { ["phase"] = "Succeeded", ["containerStatuses"] = Containers("terminated", 0, string.Empty) }, stop).ConfigureAwait(false);
    }

    /// <summary>The container ends badly.</summary>
    public Task EndAsync(string message, CancellationToken stop) =>
        WriteAsync(new JsonObject { ["phase"] = "Failed", ["containerStatuses"] = Containers("terminated", 1, message) }, stop);

    private string Now => Timestamps.Text(context.Clock.GetUtcNow());

    private JsonArray Containers(string state, int? exitCode, string message) => new(
        Container("main", state, exitCode, message), Container("wait", state, exitCode is null ? null : 0, string.Empty));

    private JsonObject Container(string name, string state, int? exitCode, string message)
    {
        var details = new JsonObject { ["startedAt"] = pod.Status.TextOrNull("startTime") ?? Now };
        if (exitCode is { } code)
        {
            details["exitCode"] = code;
            details["reason"] = code == 0 ? "Completed" : "Error";
            details["finishedAt"] = Now;
            if (message.Length > 0)
            {
                details["message"] = message;
            }
        }

        return new JsonObject
        {
            ["name"] = name,
            ["ready"] = state == "running",
            ["restartCount"] = 0,
            ["image"] = string.Empty,
            ["imageID"] = string.Empty,
            ["state"] = new JsonObject { [state] = details },
        };
    }

    private Task AnnotateAsync(JsonObject annotations, CancellationToken stop) =>
        context.Api.PatchAsync(
            ResourceReference.To(pod),
            ManifestPatch.Merge(new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = annotations } }),
            WriteOptions.Default,
            stop);

    private Task WriteAsync(JsonObject status, CancellationToken stop) =>
        context.Api.PatchAsync(
            ResourceReference.ToStatus(pod), ManifestPatch.Merge(new JsonObject { ["status"] = status }), WriteOptions.ToStatus, stop);
}
