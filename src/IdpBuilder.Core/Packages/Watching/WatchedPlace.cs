namespace IdpBuilder.Packages.Watching;

/// <summary>A directory whose files are watched.</summary>
/// <param name="Directory">The directory, in full.</param>
/// <param name="Below">Whether what is below it counts too.</param>
/// <param name="File">The only file that counts; empty for all.</param>
public sealed record WatchedPlace(string Directory, bool Below, string File);
