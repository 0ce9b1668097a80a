using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry;

/// <summary>A page of a list.</summary>
/// <param name="Items">The objects.</param>
/// <param name="Revision">The revision all pages of the list show.</param>
/// <param name="Continue">The token of the next page; empty on the last.</param>
/// <param name="Remaining">How many objects follow; null where selectors make that unknown.</param>
internal sealed record ListPage(IReadOnlyList<StoredObject> Items, long Revision, string Continue, long? Remaining);
