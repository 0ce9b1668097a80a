using IdpBuilder.Docker.Nodes;
using IdpBuilder.Docker.Operations;
using IdpBuilder.Docker.Steps;
using IdpBuilder.Errors;
using IdpBuilder.Reporting;

namespace IdpBuilder.Docker;

/// <summary>Makes a cluster step by step; when a step fails or is stopped, everything made so far is removed.</summary>
internal static class ClusterCreation
{
    /// <summary>The way to a cluster.</summary>
    public static IReadOnlyList<IClusterStep> Steps { get; } =
    [
        new GatherFiles(),
        new FindImage(),
        new MakeWay(),
        new MakeNetwork(),
        new StartNodes(),
        new PrepareNodes(),
        new ConfigureKubeadm(),
        new InitControlPlane(),
        new AdmitNodes(),
        new JoinNodes(),
        new WriteKubeconfig(),
        new AwaitNodes(),
        new MarkComplete(),
    ];

    /// <summary>Makes a cluster.</summary>
    /// <param name="plan">What is wanted.</param>
    /// <param name="steps">The way there.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="services">What clusters need of the outside.</param>
    /// <param name="reporter">Is told how far it is.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public static async Task RunAsync(
        ClusterPlan plan, IReadOnlyList<IClusterStep> steps, DockerEngine engine, DockerServices services, IRunReporter reporter, CancellationToken stop)
    {
        var spec = plan.Spec;
        var context = new CreationContext(plan, engine, services, reporter);
        await using (context.ConfigureAwait(false))
        {
            try
            {
                await RunAsync(context, steps, stop).ConfigureAwait(false);
            }
            catch when (spec.Nodes.Retain)
            {
                reporter.Warning($"What was made of the cluster '{spec.Name}' stays, as -Retain says. Look into its nodes with 'docker exec', and remove it with Remove-IdpCluster.");
                throw;
            }
            catch
            {
                await TakeBackAsync(context).ConfigureAwait(false);
                throw;
            }
        }
    }

    // Whoever stopped the run must not stop its cleaning up. An engine that is gone, or has no room left, cannot clean up either:
    // what went wrong first is what the user must read.
    private static async Task TakeBackAsync(CreationContext context)
    {
        try
        {
            await ClusterRemoval.UndoAsync(context, CancellationToken.None).ConfigureAwait(false);
        }
        catch (IdpException failure)
        {
            context.Reporter.Warning($"What was made of the cluster '{context.Spec.Name}' was not removed: {failure.Message} Remove it with Remove-IdpCluster as soon as that is mended.");
        }
    }

    private static async Task RunAsync(CreationContext context, IReadOnlyList<IClusterStep> steps, CancellationToken stop)
    {
        var activity = $"Creating the cluster '{context.Spec.Name}'";
        try
        {
            for (var number = 0; number < steps.Count; number++)
            {
                var step = steps[number];
                context.Reporter.Progress(new ProgressReport(activity, step.Activity, 100 * number / steps.Count));
                var start = context.Services.Clock.GetTimestamp();
                await RunAsync(step, context, stop).ConfigureAwait(false);
                context.Reporter.Verbose(FormattableString.Invariant($"{step.Activity}: {context.Services.Clock.GetElapsedTime(start).TotalSeconds:0.0} s"));
            }
        }
        finally
        {
            context.Reporter.Progress(new ProgressReport(activity, "Done", 100, Completed: true));
        }
    }

    // Failures of a step say by themselves what was being done; those of the engine are the same in all of them.
    private static async Task RunAsync(IClusterStep step, CreationContext context, CancellationToken stop)
    {
        try
        {
            await step.RunAsync(context, stop).ConfigureAwait(false);
        }
        catch (IdpException failure) when (failure.Id.StartsWith("Engine", StringComparison.Ordinal))
        {
            throw DockerFailures.DuringStep(step.Activity, failure);
        }
    }
}
