namespace IdpBuilder.Packages.Remote;

/// <summary>The state of a git repository somewhere else.</summary>
/// <param name="Url">The repository, as its server knows it.</param>
/// <param name="Reference">A branch, a tag or a commit; empty for what the repository's <c>HEAD</c> names.</param>
/// <param name="WithSubmodules">Whether the repositories it contains are fetched too.</param>
public sealed record RemoteRevision(string Url, string Reference, bool WithSubmodules = true);
