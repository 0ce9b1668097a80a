using IdpBuilder.Clusters;
using IdpBuilder.Errors;
using IdpBuilder.Packages;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Commands.Base;

/// <summary>Waits for packages; the error of one that does not become ready says what its Pods and hooks say.</summary>
/// <param name="cluster">Their cluster.</param>
/// <param name="pipeline">Where errors are written.</param>
/// <param name="timeout">How long at most.</param>
internal sealed class PackageWaiting(ClusterConnection cluster, CommandPipeline pipeline, TimeSpan timeout)
{
    private const int MostPods = 3;

    private readonly PipelineReporter _reporter = new(pipeline);

    /// <summary>Waits until a package is ready.</summary>
    /// <returns>Whether it is; if not, an error was written.</returns>
    public async Task<bool> WaitAsync(PackageStatus package, CancellationToken stop)
    {
        try
        {
            var outcome = await PackageWait.ForAsync(cluster.Api, package.Name, timeout, Services.Clock, _reporter, stop).ConfigureAwait(false);
            if (outcome.Succeeded)
            {
                return true;
            }

            var printed = await PackageLastLines.ReadAsync(cluster, package.Name, stop).ConfigureAwait(false);
            throw CommandFailures.PackageFailed(package, outcome.Verdict, printed.Count > 0 ? printed : await PodsAsync(package, stop).ConfigureAwait(false));
        }
        catch (IdpException late) when (late.Kind == FailureKind.TimedOut)
        {
            await pipeline.WriteErrorAsync(ErrorRecords.From(CommandFailures.PackageLate(late, await PodsAsync(package, stop).ConfigureAwait(false)), package)).ConfigureAwait(false);
        }
        catch (IdpException failure)
        {
            await pipeline.WriteErrorAsync(ErrorRecords.From(failure, package)).ConfigureAwait(false);
        }

        return false;
    }

    // An image that cannot be pulled or a container that keeps ending shows in its Pod alone.
    private async Task<IReadOnlyList<string>> PodsAsync(PackageStatus package, CancellationToken stop)
    {
        try
        {
            var resources = await PackageResources.ReadAsync(cluster.Api, package.Name, stop).ConfigureAwait(false);
            return [.. resources.Where(resource => resource is { Kind: "Pod", Health: HealthStatus.Degraded }).Take(MostPods).Select(pod => $"{pod}: {pod.Message}")];
        }
        catch (KubernetesApiException)
        {
            // They only add to a failure that is told in any case.
            return [];
        }
    }
}
