using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;

namespace IdpBuilder.Execution;

/// <summary>What an installation wants of one Application; <see cref="ApplicationWrite"/> finds the moment for it.</summary>
internal interface IApplicationChange
{
    /// <summary>The Application.</summary>
    ResourceReference Target { get; }

    /// <summary>The commits that are to be synced.</summary>
    InstalledRevisions Revisions { get; }

    /// <summary>What a decision about its sync depends on.</summary>
    Task<SyncCircumstances> CircumstancesAsync(Manifest live, CancellationToken stop);

    /// <summary>Writes it, when it does not exist.</summary>
    Task CreateAsync(CancellationToken stop);

    /// <summary>Writes it with the request for a sync; refused when it is no longer as it was looked at.</summary>
    Task RequestAsync(Manifest live, CancellationToken stop);

    /// <summary>Writes it without a new request; the one that Argo CD carries out stays.</summary>
    /// <param name="live">The Application as it was looked at.</param>
    /// <param name="running">The request that is being carried out; null for none.</param>
    /// <param name="stop">Cancelled by the user.</param>
    Task LeaveAsync(Manifest live, JsonObject? running, CancellationToken stop);
}
