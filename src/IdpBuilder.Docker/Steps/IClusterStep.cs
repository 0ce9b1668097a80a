namespace IdpBuilder.Docker.Steps;

/// <summary>One step on the way to a cluster. It undoes nothing: what a failed creation leaves is removed by its labels.</summary>
internal interface IClusterStep
{
    /// <summary>What it does, as the user sees it while it does it.</summary>
    string Activity { get; }

    /// <summary>Does it.</summary>
    Task RunAsync(CreationContext context, CancellationToken stop);
}
