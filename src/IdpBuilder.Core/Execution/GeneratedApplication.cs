using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Packages.State;
using IdpBuilder.Sync;

namespace IdpBuilder.Execution;

/// <summary>An Application that an ApplicationSet of the package made: its specification is the set's business, its sync is installing's.</summary>
/// <param name="context">The installation.</param>
/// <param name="application">The Application.</param>
/// <param name="revisions">The commits that the set was installed with.</param>
internal sealed class GeneratedApplication(InstallContext context, Manifest application, InstalledRevisions revisions) : IApplicationChange
{
    public ResourceReference Target { get; } = ResourceReference.To(application);

    public InstalledRevisions Revisions => revisions;

    public Task<SyncCircumstances> CircumstancesAsync(Manifest live, CancellationToken stop) => Task.FromResult(new SyncCircumstances(
        ContentChanged: !revisions.Match(live, new ApplicationState(live).SyncedRevisions), SpecChanged: false, context.Force));

    // The set has thought better of it.
    public Task CreateAsync(CancellationToken stop) => Task.CompletedTask;

    public async Task RequestAsync(Manifest live, CancellationToken stop)
    {
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["resourceVersion"] = live.ResourceVersion,
                ["annotations"] = new JsonObject { [ArgoAnnotations.Refresh] = "normal" },
            },
            ["operation"] = RequestedSync.Operation(live),
        };
        await context.Connection.Api.PatchAsync(Target, ManifestPatch.Merge(patch), WriteOptions.Default, stop).ConfigureAwait(false);
        context.Reporter.Verbose($"Requested the sync of {live}.");
    }

    public Task LeaveAsync(Manifest live, JsonObject? running, CancellationToken stop) => Task.CompletedTask;
}
