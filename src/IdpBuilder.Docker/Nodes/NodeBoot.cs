using System.Text;
using IdpBuilder.Docker.Operations;

namespace IdpBuilder.Docker.Nodes;

/// <summary>Waits until a node has booted, by reading what systemd writes on its terminal.</summary>
internal static class NodeBoot
{
    private const string Sign = "Multi-User System";

    // On hosts with cgroup v1 some node images say no more than that.
    private const string LesserSign = "detected cgroup v1";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Returns when the node has booted.</summary>
    /// <exception cref="Errors.IdpException"><c>NodeNotBooted</c>.</exception>
    public static async Task AwaitAsync(DockerEngine engine, string node, TimeProvider clock, CancellationToken stop)
    {
        var log = new StringBuilder();
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        try
        {
            await foreach (var text in engine.Containers.FollowLogAsync(node, either.Token).ConfigureAwait(false))
            {
                if (HasBooted(log.Append(text).ToString()))
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            if (log.ToString().Contains(LesserSign, StringComparison.Ordinal))
            {
                return;
            }

            throw DockerFailures.NodeNotBooted(node, FormattableString.Invariant($"systemd did not reach its target within {Patience.TotalSeconds:0} s"), log.ToString());
        }

        throw await EndedAsync(engine, node, log.ToString(), stop).ConfigureAwait(false);
    }

    /// <summary>Refuses a container that was started and has ended; one that runs says nothing of when it is ready.</summary>
    /// <exception cref="Errors.IdpException"><c>NodeNotBooted</c>.</exception>
    public static async Task RequireRunningAsync(DockerEngine engine, string container, CancellationToken stop)
    {
        if ((await engine.Containers.InspectAsync(container, stop).ConfigureAwait(false)).Running)
        {
            return;
        }

        var log = await engine.Containers.ReadLogAsync(container, stop).ConfigureAwait(false);
        throw await EndedAsync(engine, container, log, stop).ConfigureAwait(false);
    }

    private static async Task<Errors.IdpException> EndedAsync(DockerEngine engine, string container, string log, CancellationToken stop)
    {
        var details = await engine.Containers.InspectAsync(container, stop).ConfigureAwait(false);
        return DockerFailures.NodeNotBooted(container, FormattableString.Invariant($"it ended with exit code {details.ExitCode}"), log);
    }

    /// <summary>Whether a log shows that systemd has reached its target; colours may stand between the words.</summary>
    public static bool HasBooted(string log)
    {
        var sign = log.LastIndexOf(Sign, StringComparison.Ordinal);
        return sign >= 0 && log.LastIndexOf("Reached target", sign, StringComparison.Ordinal) > log.LastIndexOf('\n', sign);
    }
}
