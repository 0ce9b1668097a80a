namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>Tells the clock whether anything is going on.</summary>
internal interface IStillness
{
    /// <summary>How long nothing may have happened, in real time, before the cluster counts as still.</summary>
    TimeSpan Settling { get; }

    /// <summary>A mark that is another one after anything has happened; null while something is queued, running or not yet seen.</summary>
    long? Mark();
}
