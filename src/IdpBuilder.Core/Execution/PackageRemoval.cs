using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Waiting;

namespace IdpBuilder.Execution;

/// <summary>Removes a package's Applications with all they deployed, then the objects beside them that it made, then its repositories.</summary>
internal static class PackageRemoval
{
    /// <summary>Returns when everything of the footprint is gone, deletion hooks included.</summary>
    public static async Task RunAsync(InstallContext context, PackageFootprint footprint, CancellationToken stop)
    {
        var api = context.Connection.Api;
        var deadline = Deadline.After(context.DependencyTimeout, context.Clock);
        foreach (var application in footprint.Applications)
        {
            await DeleteAsync(api, application, stop).ConfigureAwait(false);
        }

        if (footprint.Applications.Count > 0)
        {
            await AwaitGoneAsync(context, footprint.Applications, deadline, stop).ConfigureAwait(false);
        }

        foreach (var (reference, heir) in footprint.Inherited)
        {
            var label = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { [PackageLabels.Owner] = heir } } };
            await UnlessGoneAsync(api.PatchAsync(reference, ManifestPatch.Merge(label), WriteOptions.Default, stop)).ConfigureAwait(false);
        }

        foreach (var reference in footprint.Manifests)
        {
            await api.DeleteAsync(reference, DeletionOptions.Default, stop).ConfigureAwait(false);
        }

        if (footprint.Manifests.Count > 0)
        {
            var gone = new ObjectsGone(footprint.Manifests);
            await Wait.ForAsync(api, _ => Task.FromResult(gone.Selectors), gone, deadline, context.Reporter, stop).ConfigureAwait(false);
        }

        foreach (var repository in footprint.Repositories)
        {
            await context.Connection.Git.RemoveAsync(repository, stop).ConfigureAwait(false);
        }
    }

    // Without the finalizer Argo CD would forget the Application and leave what it deployed.
    private static async Task DeleteAsync(IKubernetesApi api, Manifest application, CancellationToken stop)
    {
        var finalizers = application.Metadata.Texts("finalizers").ToList();
        if (application.Kind == ArgoTypes.Application.Kind && application.DeletionTimestamp.Length == 0
            && !finalizers.Exists(name => name.StartsWith(ArgoTypes.CascadeFinalizer, StringComparison.Ordinal)))
        {
            finalizers.Add(ArgoTypes.CascadeFinalizer);
            var patch = new JsonObject
            {
                ["metadata"] = new JsonObject { ["finalizers"] = new JsonArray([.. finalizers.Select(name => JsonValue.Create(name))]) },
            };
            await UnlessGoneAsync(
                api.PatchAsync(ResourceReference.To(application), ManifestPatch.Merge(patch), WriteOptions.Default, stop)).ConfigureAwait(false);
        }

        await api.DeleteAsync(ResourceReference.To(application), DeletionOptions.Default, stop).ConfigureAwait(false);
    }

    // Of a set the Applications it made go too, after it.
    private static async Task AwaitGoneAsync(
        InstallContext context, IReadOnlyList<Manifest> applications, Deadline deadline, CancellationToken stop)
    {
        var api = context.Connection.Api;
        IReadOnlyList<ResourceSelector> selectors =
        [
            .. applications.Select(application => application.GroupVersionKind).Append(ArgoTypes.Application).Distinct()
                .Select(type => new ResourceSelector(type, ArgoTypes.Namespace)),
        ];
        var condition = new ApplicationsGone(applications);
        IReadOnlyList<Manifest> busy;
        do
        {
            var outcome = await Wait.ForAsync(api, _ => Task.FromResult(selectors), condition, deadline, context.Reporter, stop).ConfigureAwait(false);
            busy = condition.BusyOf(outcome.Objects);
            foreach (var application in busy)
            {
                context.Reporter.Verbose($"Ending the sync of the Application '{application.Name}', which is being deleted.");
                await UnlessGoneAsync(OperationTermination.RequestAsync(api, application, stop)).ConfigureAwait(false);
            }
        }
        while (busy.Count > 0);
    }

    // An Application that went away, or on, meanwhile needs nothing more done to it; the next look sees what is left.
    private static async Task UnlessGoneAsync(Task change)
    {
        try
        {
            await change.ConfigureAwait(false);
        }
        catch (KubernetesApiException failure) when (failure.Code is 404 or 409)
        {
        }
    }
}
