namespace IdpBuilder.Git;

/// <summary>A repository that a cluster can read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Url">The address that goes into an Application's <c>repoURL</c>.</param>
/// <param name="Revision">The commit id of its content (40 hexadecimal digits).</param>
/// <param name="Changed">Whether publishing made a new commit.</param>
public sealed record PublishedRepository(string Name, string Url, string Revision, bool Changed);
