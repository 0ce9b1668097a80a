namespace IdpBuilder.Docker.Steps;

/// <summary>Says on the node that the cluster is complete: labels are given when a container is made, and cannot tell.</summary>
internal sealed class MarkComplete : IClusterStep
{
    /// <summary>The file that says so.</summary>
    public const string Path = "/kind/idpbuilder-complete";

    /// <inheritdoc/>
    public string Activity => "Marking the cluster as complete";

    /// <inheritdoc/>
    public Task RunAsync(CreationContext context, CancellationToken stop) =>
        context.Engine.Containers.WriteTextAsync(context.ControlPlane.Name, Path, context.Run + "\n", stop);
}
