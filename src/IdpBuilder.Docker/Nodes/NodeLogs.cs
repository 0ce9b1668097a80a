using IdpBuilder.Docker.Operations;
using IdpBuilder.Errors;

namespace IdpBuilder.Docker.Nodes;

/// <summary>What the programs of a node wrote last, for messages. A log that cannot be had says so, and never takes the place of what went wrong.</summary>
internal static class NodeLogs
{
    private static readonly string[] Units = ["kubelet", "containerd"];

    /// <summary>The ends of the logs of the kubelet and of containerd.</summary>
    public static async Task<string> OfAsync(DockerEngine engine, string node, CancellationToken stop)
    {
        var logs = await Task.WhenAll(Units.Select(unit => OfAsync(engine, node, unit, stop))).ConfigureAwait(false);
        return string.Concat(Units.Zip(logs, (unit, log) => $"\nThe end of {unit}'s log on '{node}':{log}"));
    }

    private static async Task<string> OfAsync(DockerEngine engine, string node, string unit, CancellationToken stop)
    {
        try
        {
            var result = await engine.Containers.ExecuteAsync(
                node, ["journalctl", "--no-pager", "--unit", unit, "--lines", "40", "--output", "cat"], stop).ConfigureAwait(false);
            return LogTail.Of(result.Output);
        }
        catch (IdpException failure)
        {
            return $" (not to be had: {failure.Message.TrimEnd('.')})";
        }
    }
}
