using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Waiting;

namespace IdpBuilder.Execution;

/// <summary>Removes a package's Applications with all they deployed, then the objects beside them, then its repositories.</summary>
internal static class PackageRemoval
{
    /// <summary>Returns when everything of the footprint is gone, deletion hooks included.</summary>
    public static async Task RunAsync(InstallContext context, PackageFootprint footprint, CancellationToken stop)
    {
        var api = context.Connection.Api;
        foreach (var application in footprint.Applications)
        {
            await DeleteAsync(api, application, stop).ConfigureAwait(false);
        }

        if (footprint.Applications.Count > 0)
        {
            await AwaitGoneAsync(context, footprint.Applications, stop).ConfigureAwait(false);
        }

        foreach (var reference in footprint.Manifests)
        {
            await api.DeleteAsync(reference, DeletionOptions.Default, stop).ConfigureAwait(false);
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
            await api.PatchAsync(ResourceReference.To(application), ManifestPatch.Merge(patch), WriteOptions.Default, stop).ConfigureAwait(false);
        }

        await api.DeleteAsync(ResourceReference.To(application), DeletionOptions.Default, stop).ConfigureAwait(false);
    }

    private static async Task AwaitGoneAsync(InstallContext context, IReadOnlyList<Manifest> applications, CancellationToken stop)
    {
        ResourceSelector[] selectors =
        [
            .. applications.Select(application => application.GroupVersionKind).Distinct()
                .Select(type => new ResourceSelector(type, ArgoTypes.Namespace)),
        ];
        var condition = new ApplicationsGone(applications);
        await Wait.ForAsync(
            context.Connection.Api, selectors, condition, context.DependencyTimeout, TimeProvider.System, context.Reporter, stop).ConfigureAwait(false);
    }
}
