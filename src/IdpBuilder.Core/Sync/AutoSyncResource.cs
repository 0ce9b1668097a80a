using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>One object of a comparison, as far as automated syncs look at it.</summary>
/// <param name="Key">The object.</param>
/// <param name="IsSynced">Whether its status is Synced; one without a status is not.</param>
/// <param name="RequiresPruning">Whether its manifest is gone.</param>
public readonly record struct AutoSyncResource(ResourceKey Key, bool IsSynced, bool RequiresPruning);
