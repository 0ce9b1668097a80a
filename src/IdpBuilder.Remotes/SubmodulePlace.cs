namespace IdpBuilder.Remotes;

/// <summary>Where a tree has another repository.</summary>
/// <param name="Path">The directory, with <c>/</c>.</param>
/// <param name="Commit">The commit that belongs there.</param>
internal sealed record SubmodulePlace(string Path, string Commit);
