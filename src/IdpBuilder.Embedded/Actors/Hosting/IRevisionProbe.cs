namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>Tells how far the cluster's own memory is ahead of its watchers.</summary>
internal interface IRevisionProbe
{
    /// <summary>The revision of the newest change, deletions included, to any object of a resource; 0 when there was none.</summary>
    /// <param name="group">The API group; empty for the core group.</param>
    /// <param name="plural">The name used in URLs.</param>
    long LatestRevision(string group, string plural);
}
