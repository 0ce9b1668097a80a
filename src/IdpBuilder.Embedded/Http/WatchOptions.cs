using IdpBuilder.Embedded.Registry;

namespace IdpBuilder.Embedded.Http;

/// <summary>How a watch is wanted.</summary>
/// <param name="Request">What is watched; its revision is where the watch continues, 0 for "from what is there".</param>
/// <param name="InitialEvents">Whether what exists comes first; null where the revision decides.</param>
/// <param name="Bookmarks">Whether the client understands bookmarks.</param>
/// <param name="Timeout">How long the watch lasts at most.</param>
/// <param name="Shape">The form of the objects.</param>
internal sealed record WatchOptions(
    ListRequest Request, bool? InitialEvents, bool Bookmarks, TimeSpan Timeout, ResponseShape Shape);
