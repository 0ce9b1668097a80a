using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads;

/// <summary>Creates and deletes the Pods of an owner, and tells about it.</summary>
internal sealed class PodCrew(Manifest owner, ActorContext context)
{
    /// <summary>Creates Pods side by side; what the server said against one of them, or null.</summary>
    public async Task<string?> CreateAsync(IEnumerable<JsonObject> pods, CancellationToken stop)
    {
        var failures = await Task.WhenAll(pods.Select(pod => CreateAsync(pod, stop))).ConfigureAwait(false);
        return failures.FirstOrDefault(failure => failure is not null);
    }

    /// <summary>Deletes Pods side by side.</summary>
    public Task DeleteAsync(IEnumerable<Manifest> pods, CancellationToken stop) => Task.WhenAll(pods.Select(async pod =>
    {
        if (await context.Api.DeleteAsync(ResourceReference.To(pod), new DeletionOptions(Uid: pod.Uid), stop).ConfigureAwait(false))
        {
            context.Events.Record(owner, false, "SuccessfulDelete", $"Deleted pod: {pod.Name}");
        }
    }));

    // A Pod that is refused for what it is will be refused again: that belongs into the owner's status, not into a retry.
    private async Task<string?> CreateAsync(JsonObject pod, CancellationToken stop)
    {
        try
        {
            var created = await context.Api.CreateAsync(new Manifest(pod), WriteOptions.Default, stop).ConfigureAwait(false);
            context.Events.Record(owner, false, "SuccessfulCreate", $"Created pod: {created.Name}");
            return null;
        }
        catch (KubernetesApiException refused) when (refused.Code is 400 or 403 or 422)
        {
            context.Events.Record(owner, true, "FailedCreate", $"Error creating: {refused.Message}");
            return refused.Message;
        }
        catch (KubernetesApiException exists) when (exists.Reason == "AlreadyExists")
        {
            return null;
        }
    }
}
