using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Packages.State;
using IdpBuilder.Waiting;

namespace IdpBuilder.Execution;

/// <summary>
/// Writes an Application together with the request for a sync, if one is needed. Argo CD forgets a request that comes while it
/// carries out another one, so the sync of an earlier version is waited for, or ended, first.
/// </summary>
/// <param name="context">The installation.</param>
/// <param name="package">The package.</param>
/// <param name="change">What is wanted of the Application.</param>
internal sealed class ApplicationWrite(InstallContext context, Package package, IApplicationChange change)
{
    private readonly IKubernetesApi _api = context.Connection.Api;
    private readonly ResourceReference _target = change.Target;
    private readonly Deadline _deadline = Deadline.After(context.DependencyTimeout, context.Clock);
    private bool _warned;

    /// <summary>Writes it; what happens to it between looking and writing makes it look again.</summary>
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
                context.Reporter.Verbose($"{_target} changed meanwhile; looking again.");
            }
        }
    }

    private async Task<bool> TryApplyAsync(Manifest? live, CancellationToken stop)
    {
        if (live is null)
        {
            await change.CreateAsync(stop).ConfigureAwait(false);
            return true;
        }

        switch (RequestedSync.Decide(live, change.Revisions, await change.CircumstancesAsync(live, stop).ConfigureAwait(false)))
        {
            case SyncDecision.Request:
                await change.RequestAsync(live, stop).ConfigureAwait(false);
                return true;
            case SyncDecision.Leave:
                await change.LeaveAsync(live, live.Json["operation"] as JsonObject, stop).ConfigureAwait(false);
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

    private void Warn(Manifest live)
    {
        if (_warned || live.DeletionTimestamp.Length > 0)
        {
            return;
        }

        _warned = true;
        var said = new ApplicationState(live).PhaseMessage;
        context.Reporter.Warning(
            $"Argo CD still syncs an earlier version of the Application '{live.Name}'{(said.Length > 0 ? $" ({said})" : string.Empty)}; "
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
