namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>The sync status of one object.</summary>
/// <param name="Status"><c>Synced</c>, <c>OutOfSync</c>, <c>Unknown</c>, or empty for one that does not count.</param>
/// <param name="IsHook">Whether it is a hook of any kind.</param>
/// <param name="RequiresPruning">Whether its manifest is gone.</param>
/// <param name="RequiresDeletionConfirmation">Whether a user must confirm that it goes.</param>
/// <param name="Wave">The wave of its manifest.</param>
internal readonly record struct ResourceSyncStatus(
    string Status, bool IsHook, bool RequiresPruning, bool RequiresDeletionConfirmation, int Wave);
