using IdpBuilder.Docker.Operations;

namespace IdpBuilder.Docker.Nodes;

/// <summary>Runs commands on nodes; one that fails shows its output and the kubelet's log.</summary>
internal static class NodeCommand
{
    /// <summary>Runs a command that must succeed.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="node">The node.</param>
    /// <param name="what">What it is, for messages.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="stop">Cancelled by the user.</param>
    /// <exception cref="Errors.IdpException"><c>NodeCommandFailed</c>.</exception>
    public static async Task RunAsync(DockerEngine engine, string node, string what, IReadOnlyList<string> command, CancellationToken stop)
    {
        var result = await engine.Containers.ExecuteAsync(node, command, stop).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw DockerFailures.NodeCommandFailed(node, what, result, await KubeletLogAsync(engine, node, stop).ConfigureAwait(false));
        }
    }

    /// <summary>The end of a node's kubelet log.</summary>
    public static async Task<string> KubeletLogAsync(DockerEngine engine, string node, CancellationToken stop) =>
        (await engine.Containers.ExecuteAsync(node, ["journalctl", "--no-pager", "--unit", "kubelet", "--lines", "40", "--output", "cat"], stop).ConfigureAwait(false)).Output;
}
