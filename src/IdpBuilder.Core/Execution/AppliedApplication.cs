using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;

namespace IdpBuilder.Execution;

/// <summary>An Application that the package brings itself.</summary>
/// <param name="context">The installation.</param>
/// <param name="wanted">The Application as it will be applied.</param>
internal sealed class AppliedApplication(InstallContext context, Manifest wanted) : IApplicationChange
{
    private readonly IKubernetesApi _api = context.Connection.Api;

    public ResourceReference Target { get; } = ResourceReference.To(wanted);

    public InstalledRevisions Revisions { get; } = InstalledRevisions.Of(wanted);

    public async Task<SyncCircumstances> CircumstancesAsync(Manifest live, CancellationToken stop) => new(
        live.Annotation(PackageLabels.Revisions) != wanted.Annotation(PackageLabels.Revisions),
        await IsSpecChangedAsync(live, stop).ConfigureAwait(false),
        context.Force);

    public Task CreateAsync(CancellationToken stop) => ApplyAsync(RequestedSync.Operation(wanted), version: string.Empty, stop);

    public Task RequestAsync(Manifest live, CancellationToken stop) => ApplyAsync(RequestedSync.Operation(wanted), live.ResourceVersion, stop);

    // Left out, a running request would be taken back, and what runs would stand still for ever.
    public Task LeaveAsync(Manifest live, JsonObject? running, CancellationToken stop) => running is null
        ? ApplyAsync(operation: null, version: string.Empty, stop)
        : ApplyAsync((JsonObject)running.DeepClone(), live.ResourceVersion, stop);

    // The server fills in defaults, and others add fields of their own: only it can say whether applying changes anything.
    private async Task<bool> IsSpecChangedAsync(Manifest live, CancellationToken stop)
    {
        if (JsonNode.DeepEquals(live.Spec, wanted.Spec))
        {
            return false;
        }

        var would = await _api.ApplyAsync(wanted, new WriteOptions(Force: true, DryRun: true), stop).ConfigureAwait(false);
        return !JsonNode.DeepEquals(live.Spec, would.Spec);
    }

    private async Task ApplyAsync(JsonObject? operation, string version, CancellationToken stop)
    {
        var manifest = wanted.Clone();
        if (operation is not null)
        {
            manifest.Json["operation"] = operation;
        }

        if (version.Length > 0)
        {
            manifest.Metadata!["resourceVersion"] = version;
        }

        await _api.ApplyAsync(manifest, new WriteOptions(Force: true), stop).ConfigureAwait(false);
        context.Reporter.Verbose($"Applied {manifest}.");
    }
}
