using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Direct;

/// <summary>A hook of a removal, as the record names it.</summary>
/// <param name="Kind">When it runs.</param>
/// <param name="Object">The object that it makes.</param>
/// <param name="IsDone">Whether the removal is past it.</param>
public readonly record struct DirectHookReference(HookKind Kind, ResourceReference Object, bool IsDone);
