using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry;

/// <summary>What a deletion came to.</summary>
/// <param name="Object">The object as it was removed, or as it now waits for its end.</param>
/// <param name="Removed">Whether it is gone.</param>
internal sealed record DeleteOutcome(StoredObject Object, bool Removed);
