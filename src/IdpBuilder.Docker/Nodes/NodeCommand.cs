using IdpBuilder.Docker.Operations;

namespace IdpBuilder.Docker.Nodes;

/// <summary>Runs commands on nodes; one that fails shows its output and the logs of the node.</summary>
internal static class NodeCommand
{
    /// <summary>Runs a command that must succeed.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="node">The node.</param>
    /// <param name="what">What it is, for messages.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="stop">Cancelled by the user.</param>
    /// <exception cref="Errors.IdpException"><c>NodeCommandFailed</c> or <c>NodeEnded</c>.</exception>
    public static async Task RunAsync(DockerEngine engine, string node, string what, IReadOnlyList<string> command, CancellationToken stop)
    {
        var result = await TryAsync(engine, node, what, command, stop).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            // In this order: what a node runs ends a moment before the engine knows that the node has.
            var logs = await NodeLogs.OfAsync(engine, node, stop).ConfigureAwait(false);
            await RequireAliveAsync(engine, node, what, null, stop).ConfigureAwait(false);
            throw DockerFailures.NodeCommandFailed(node, what, result, logs);
        }
    }

    private static async Task<CommandResult> TryAsync(DockerEngine engine, string node, string what, IReadOnlyList<string> command, CancellationToken stop)
    {
        try
        {
            return await engine.Containers.ExecuteAsync(node, command, stop).ConfigureAwait(false);
        }
        catch (EngineRefusedException refused)
        {
            await RequireAliveAsync(engine, node, what, refused, stop).ConfigureAwait(false);
            throw;
        }
    }

    // A node that has ended takes its commands with it: that it has is what the user must read.
    private static async Task RequireAliveAsync(DockerEngine engine, string node, string what, EngineRefusedException? refused, CancellationToken stop)
    {
        ContainerDetails details;
        try
        {
            details = await engine.Containers.InspectAsync(node, stop).ConfigureAwait(false);
        }
        catch (EngineRefusedException gone)
        {
            throw DockerFailures.NodeEnded(node, what, "it was removed", string.Empty, refused ?? gone);
        }

        if (!details.Running)
        {
            var log = await engine.Containers.ReadLogAsync(node, stop).ConfigureAwait(false);
            throw DockerFailures.NodeEnded(node, what, FormattableString.Invariant($"its exit code is {details.ExitCode}"), log, refused);
        }
    }
}
