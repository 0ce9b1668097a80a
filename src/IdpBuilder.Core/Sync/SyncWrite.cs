using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>One write that an operation asks of the cluster.</summary>
/// <param name="Verb">How.</param>
/// <param name="Target">The manifest; its namespace is to be ignored where the type has none.</param>
/// <param name="Live">The object as last seen, if any.</param>
/// <param name="DryRun">Whether only the manifest is looked at and nothing is sent.</param>
/// <param name="Force">Whether an object that cannot be changed is deleted and created anew.</param>
/// <param name="Validate">Whether fields that the type does not have are refused.</param>
/// <param name="ServerSide">Whether the server merges.</param>
/// <param name="MigrationManager">The manager whose fields are taken over first; empty for none.</param>
public sealed record SyncWrite(
    SyncVerb Verb,
    Manifest Target,
    Manifest? Live,
    bool DryRun,
    bool Force,
    bool Validate,
    bool ServerSide,
    string MigrationManager);
