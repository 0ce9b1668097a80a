namespace IdpBuilder.Embedded.Store;

/// <summary>A collection as it was at a revision of the store.</summary>
internal sealed record CollectionSnapshot(CollectionState State, long Revision);
