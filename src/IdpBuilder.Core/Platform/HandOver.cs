using System.Text.Json.Nodes;
using IdpBuilder.Direct;
using IdpBuilder.Errors;
using IdpBuilder.Execution;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Waiting;

namespace IdpBuilder.Platform;

/// <summary>Which core packages are Argo CD's, and taking them back from it: what they deployed stays.</summary>
/// <param name="context">The cluster.</param>
public sealed class HandOver(InstallContext context)
{
    /// <summary>Those packages that were applied from a machine, and that Argo CD has Applications of as well.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(IKubernetesApi api, CancellationToken stop)
    {
        var applied = (await DirectRecords.ListAsync(api, stop).ConfigureAwait(false)).Select(record => record.Package);
        var managed = (await InstalledPackage.ListAsync(api, stop).ConfigureAwait(false)).Select(package => package.Name);
        return [.. applied.Intersect(managed, StringComparer.Ordinal)];
    }

    /// <summary>Removes a package's Applications without anything that they deployed, and its repositories where they can be reached.</summary>
    public async Task TakeBackAsync(string package, CancellationToken stop)
    {
        var api = context.Connection.Api;
        if (!ArgoTypes.AreServed(await api.DiscoverAsync(refresh: false, stop).ConfigureAwait(false)))
        {
            return;
        }

        var footprint = await PackageFootprint.ReadAsync(api, package, stop).ConfigureAwait(false);
        foreach (var application in footprint.Applications)
        {
            await ReleaseAsync(application, stop).ConfigureAwait(false);
        }

        if (footprint.Applications.Count > 0)
        {
            var gone = new ObjectsGone([.. footprint.Applications.Select(ResourceReference.To)]);
            var deadline = Deadline.After(context.DependencyTimeout, context.Clock);
            await Wait.ForAsync(api, _ => Task.FromResult(gone.Selectors), gone, deadline, context.Reporter, stop).ConfigureAwait(false);
            context.Reporter.Verbose($"Took '{package}' back from Argo CD.");
        }

        await RemoveAsync(footprint.Repositories, stop).ConfigureAwait(false);
    }

    // With the finalizer Argo CD would delete what the Application deployed.
    private async Task ReleaseAsync(Manifest application, CancellationToken stop)
    {
        var target = ResourceReference.To(application);
        var finalizers = application.Metadata.Texts("finalizers").ToList();
        var kept = finalizers.Where(name => !name.StartsWith(ArgoTypes.CascadeFinalizer, StringComparison.Ordinal)).ToList();
        try
        {
            if (kept.Count < finalizers.Count)
            {
                var patch = new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = new JsonArray([.. kept.Select(name => JsonValue.Create(name))]) } };
                await context.Connection.Api.PatchAsync(target, ManifestPatch.Merge(patch), WriteOptions.Default, stop).ConfigureAwait(false);
            }

            await context.Connection.Api.DeleteAsync(target, new DeletionOptions(Uid: application.Uid), stop).ConfigureAwait(false);
        }
        catch (KubernetesApiException failure) when (failure.Code is 404 or 409)
        {
            // It is gone, or another one by now: the wait says so.
        }
    }

    // What is left of them is replaced by the next hand-over; a server that is gone has taken them along.
    private async Task RemoveAsync(IReadOnlyList<string> repositories, CancellationToken stop)
    {
        try
        {
            if (repositories.Count == 0 || !await context.Connection.Git.IsThereAsync(stop).ConfigureAwait(false))
            {
                return;
            }

            foreach (var repository in repositories)
            {
                await context.Connection.Git.RemoveAsync(repository, stop).ConfigureAwait(false);
            }
        }
        catch (IdpException failure)
        {
            context.Reporter.Verbose($"The repositories {string.Join(", ", repositories)} stay: {failure.Message}");
        }
    }
}
