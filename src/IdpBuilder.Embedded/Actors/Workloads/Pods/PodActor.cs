using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Pods;

/// <summary>Scheduler and kubelet in one. No container is ever run: its script says how it ends.</summary>
internal sealed class PodActor : IActor
{
    private static readonly ResourceKey NodeKey = new(string.Empty, "Node", string.Empty, EmbeddedNode.Name);

    private readonly Interests _waiting = new();
    private int _addresses;

    /// <inheritdoc/>
    public string Name => "kubelet";

    /// <inheritdoc/>
    public IReadOnlyList<ActorWatch> Watches =>
    [
        ActorWatch.On(WorkloadKinds.Pod),
        new(WorkloadKinds.ConfigMap, _waiting.For),
        new(WorkloadKinds.Secret, _waiting.For),
        new(WorkloadKinds.ServiceAccount, _waiting.For),
        new(WorkloadKinds.Claim, _waiting.For),
        new(WorkloadKinds.Node, _waiting.For),
    ];

    /// <inheritdoc/>
    public async Task<Reconciliation> ReconcileAsync(ResourceKey key, ActorContext context, CancellationToken stop)
    {
        var pod = context.Cache.Find(key);
        if (pod is null || PodStates.Phase(pod) is "Succeeded" or "Failed" || pod.DeletionTimestamp.Length > 0)
        {
            _waiting.Set(key, []);
        }

        if (pod is null)
        {
            return Reconciliation.Done;
        }

        if (pod.DeletionTimestamp.Length > 0)
        {
            await EndAsync(pod, context, stop).ConfigureAwait(false);
            return Reconciliation.Done;
        }

        if (PodStates.Phase(pod) is "Succeeded" or "Failed" || pod.Annotation(PretendAnnotations.PlayedBy) is not (null or "kubelet"))
        {
            return Reconciliation.Done;
        }

        Await(pod);
        return NodePath.Text(pod.Spec, "nodeName").Length == 0
            ? await ScheduleAsync(pod, context, stop).ConfigureAwait(false)
            : await RunAsync(pod, context, stop).ConfigureAwait(false);
    }

    private static async Task EndAsync(Manifest pod, ActorContext context, CancellationToken stop)
    {
        // Nothing has to be shut down: the Pod goes at once, as it does when every container ends on the first signal.
        if (NodePath.Whole(pod.Metadata?["deletionGracePeriodSeconds"]) is null or 0)
        {
            return;
        }

        foreach (var container in (pod.Status?["containerStatuses"] as JsonArray)?.OfType<JsonObject>() ?? [])
        {
            if (NodePath.At(container, "state", "running") is not null)
            {
                var name = NodePath.Text(container, "name");
                context.Events.Record(pod, false, "Killing", $"Stopping container {name}", $"spec.containers{{{name}}}");
            }
        }

        await context.Api.DeleteAsync(ResourceReference.To(pod), new DeletionOptions(GracePeriodSeconds: 0, Uid: pod.Uid), stop).ConfigureAwait(false);
    }

    private void Await(Manifest pod)
    {
        var needs = PodReferences.Of(pod).Select(reference => reference.Key)
            .Concat(PodReferences.ClaimsOf(pod))
            .Append(PodReferences.AccountOf(pod))
            .Append(NodeKey);
        _waiting.Set(pod.Key, IsSettled(pod) ? [] : [.. needs.Distinct()]);
    }

    // Once all containers have started, nothing that goes away stops them.
    private static bool IsSettled(Manifest pod) => PodStates.Phase(pod) == "Running"
        && ((pod.Status?["containerStatuses"] as JsonArray)?.OfType<JsonObject>() ?? []).All(status => NodePath.At(status, "state", "waiting") is null);

    private static async Task<Reconciliation> ScheduleAsync(Manifest pod, ActorContext context, CancellationToken stop)
    {
        // A cluster that is just being furnished is no reason to complain: the node's appearance brings the Pod back.
        if (context.Cache.Find(NodeKey) is not { } node)
        {
            return Reconciliation.Done;
        }

        if (PodScheduling.Obstacle(context.Cache, node, pod) is { } obstacle)
        {
            var status = StatusUpdate.Begin(pod);
            Conditions.Set(status, "PodScheduled", "False", "Unschedulable", obstacle, context.Clock.GetUtcNow());
            if (!JsonNode.DeepEquals(status, pod.Status))
            {
                context.Events.Record(pod, true, "FailedScheduling", obstacle);
            }

            await StatusUpdate.WriteAsync(context, pod, status, stop).ConfigureAwait(false);
            return Reconciliation.Done;
        }

        var binding = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Binding",
            ["metadata"] = new JsonObject { ["namespace"] = pod.Namespace, ["name"] = pod.Name },
            ["target"] = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Node", ["name"] = EmbeddedNode.Name },
        };
        await context.Api.CreateAsync(new Manifest(binding), WriteOptions.Default, stop).ConfigureAwait(false);
        context.Events.Record(pod, false, "Scheduled", $"Successfully assigned {pod.Namespace}/{pod.Name} to {EmbeddedNode.Name}");
        return Reconciliation.Done;
    }

    private async Task<Reconciliation> RunAsync(Manifest pod, ActorContext context, CancellationToken stop)
    {
        var moment = new PodMoment(pod, OwnerOf(pod, context.Cache), context.Clock.GetUtcNow(), context.Events);
        var missing = new MissingReferences(context.Cache, pod);
        var unmounted = IsSettled(pod) ? null : missing.OfVolumes();
        if (unmounted is not null)
        {
            moment.Record(true, "FailedMount", unmounted);
        }

        foreach (var (name, value) in PodStates.Phase(pod) == "Pending" ? ContainerScript.Unreadable(pod) : [])
        {
            moment.Record(true, "InvalidAnnotation", $"The value '{value}' of annotation {name} cannot be read; the container does as without it.");
        }

        var status = new PodLife(moment).Advance(
            AddressOf(pod),
            unmounted is null ? null : ("ContainerCreating", string.Empty),
            container => Misconfigured(moment, missing, container));
        await StatusUpdate.WriteAsync(context, pod, status, stop).ConfigureAwait(false);
        return moment.Wakeups.Next;
    }

    private static (string Reason, string Message)? Misconfigured(PodMoment moment, MissingReferences missing, string container)
    {
        if (missing.OfContainer(container) is not { } why)
        {
            return null;
        }

        moment.Record(true, "Failed", $"Error: {why}", $"spec.containers{{{container}}}");
        return ("CreateContainerConfigError", why);
    }

    private string AddressOf(Manifest pod)
    {
        if (NodePath.Text(pod.Status, "podIP") is { Length: > 0 } known)
        {
            return known;
        }

        var number = Interlocked.Increment(ref _addresses) & 0xFFFF;
        return string.Create(CultureInfo.InvariantCulture, $"10.244.{number >> 8}.{number & 0xFF}");
    }

    private static Manifest? OwnerOf(Manifest pod, IResourceCache cache) =>
        ContainerScript.Speakers
            .SelectMany(type => OwnerReferences.ControllerOf(pod, type.Group, type.Kind))
            .Select(cache.Find)
            .FirstOrDefault(owner => owner is not null);
}
