using IdpBuilder.Docker.Nodes;

namespace IdpBuilder.Docker.Steps;

/// <summary>Takes the administrator's credentials from the node and opens the API.</summary>
internal sealed class OpenApi : IClusterStep
{
    /// <inheritdoc/>
    public string Activity => "Opening the API";

    /// <inheritdoc/>
    public async Task RunAsync(CreationContext context, CancellationToken stop) =>
        context.Endpoint = await NodeEndpoint.FindAsync(context.Engine, context.Spec.Name, context.ControlPlane.Name, context.Services.Reader, stop).ConfigureAwait(false);
}
