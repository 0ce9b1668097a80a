using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Packages.State;
using IdpBuilder.Waiting;

namespace IdpBuilder.Execution;

/// <summary>
/// Applies an Application together with the request for a sync, if one is needed. Argo CD forgets a request that comes while it
/// carries out another one, so the sync of an earlier version is waited for, or ended, first.
/// </summary>
/// <param name="context">The installation.</param>
/// <param name="package">The package.</param>
/// <param name="wanted">The Application as it will be applied.</param>
internal sealed class ApplicationWrite(InstallContext context, Package package, Manifest wanted)
{
    private readonly IKubernetesApi _api = context.Connection.Api;
    private readonly ResourceReference _target = ResourceReference.To(wanted);
    private readonly Deadline _deadline = Deadline.After(context.DependencyTimeout, TimeProvider.System);
    private bool _warned;

    /// <summary>Applies it; what happens to it between looking and writing makes it look again.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            var live = await _api.GetAsync(_target, stop).ConfigureAwait(false);
            try
            {
                if (await TryApplyAsync(live, stop).ConfigureAwait(false))
                {
                    return;
                }
            }
            catch (KubernetesApiException failure) when (failure.Code == 409 && live is not null)
            {
                context.Reporter.Verbose($"{wanted} changed meanwhile; looking again.");
            }
        }
    }

    private async Task<bool> TryApplyAsync(Manifest? live, CancellationToken stop)
    {
        if (live is null)
        {
            await ApplyAsync(RequestedSync.Operation(wanted), version: string.Empty, stop).ConfigureAwait(false);
            return true;
        }

        switch (RequestedSync.Decide(live, wanted, await CircumstancesAsync(live, stop).ConfigureAwait(false)))
        {
            case SyncDecision.Request:
                await ApplyAsync(RequestedSync.Operation(wanted), live.ResourceVersion, stop).ConfigureAwait(false);
                return true;
            case SyncDecision.Leave when live.Json["operation"] is JsonObject operation:
                // Left out, it would be taken back, and what runs would stand still for ever.
                await ApplyAsync((JsonObject)operation.DeepClone(), live.ResourceVersion, stop).ConfigureAwait(false);
                return true;
            case SyncDecision.Leave:
                await ApplyAsync(operation: null, version: string.Empty, stop).ConfigureAwait(false);
                return true;
            case SyncDecision.Terminate:
                await OperationTermination.RequestAsync(_api, live, stop).ConfigureAwait(false);
                await AwaitAsync(live, stop).ConfigureAwait(false);
                return false;
            default:
                Warn(live);
                await AwaitAsync(live, stop).ConfigureAwait(false);
                return false;
        }
    }

    private async Task<SyncCircumstances> CircumstancesAsync(Manifest live, CancellationToken stop) => new(
        live.Annotation(PackageLabels.Revisions) != wanted.Annotation(PackageLabels.Revisions),
        await IsSpecChangedAsync(live, stop).ConfigureAwait(false),
        context.Force);

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

    private void Warn(Manifest live)
    {
        if (_warned || live.DeletionTimestamp.Length > 0)
        {
            return;
        }

        _warned = true;
        context.Reporter.Warning(
            $"Argo CD still syncs an earlier version of the Application '{live.Name}' ({new ApplicationState(live).PhaseMessage}); "
            + $"'{package.Name}' is installed when that has ended. Install-IdpPackage -Force ends it instead.");
    }

    private async Task AwaitAsync(Manifest live, CancellationToken stop)
    {
        IReadOnlyList<ResourceSelector> selectors = [new(ArgoTypes.Application, _target.Namespace, FieldSelector: $"metadata.name={_target.Name}")];
        try
        {
            await Wait.ForAsync(_api, _ => Task.FromResult(selectors), new OperationEnded(_target), _deadline, context.Reporter, stop).ConfigureAwait(false);
        }
        catch (IdpException late) when (late.Kind == FailureKind.TimedOut)
        {
            throw InstallFailures.ApplicationBusy(package, live.Name, context.DependencyTimeout, late.Target as WaitVerdict, late);
        }
    }
}
