using IdpBuilder.Clusters;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Rights;

/// <summary>Finds missing rights before anything is changed, so that work does not stop half done.</summary>
public static class RightsCheck
{
    private const int Parallelism = 8;

    /// <summary>Asks the cluster for every right; all that are missing become one failure.</summary>
    /// <param name="connection">The cluster.</param>
    /// <param name="work">What the rights are for, such as <c>installing 'shop'</c>.</param>
    /// <param name="rights">The rights.</param>
    /// <param name="stop">Cancelled by the user.</param>
    /// <exception cref="IdpException"><c>RightsMissing</c>.</exception>
    public static async Task RequireAsync(
        ClusterConnection connection, string work, IReadOnlyList<NeededRight> rights, CancellationToken stop)
    {
        // An administrator is recognised by one question.
        if (await HasAsync(connection.Api, NeededRight.Everything, stop).ConfigureAwait(false))
        {
            return;
        }

        var missing = await MissingAsync(connection.Api, rights, stop).ConfigureAwait(false);
        if (missing.Count > 0)
        {
            throw RightsFailures.Missing(connection.Cluster, work, missing);
        }
    }

    /// <summary>The rights that the user does not have.</summary>
    public static async Task<IReadOnlyList<NeededRight>> MissingAsync(IKubernetesApi api, IReadOnlyList<NeededRight> rights, CancellationToken stop)
    {
        var has = new bool[rights.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, rights.Count),
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = stop },
            async (index, ending) => has[index] = await HasAsync(api, rights[index], ending).ConfigureAwait(false)).ConfigureAwait(false);
        return [.. rights.Where((_, index) => !has[index])];
    }

    private static async Task<bool> HasAsync(IKubernetesApi api, NeededRight right, CancellationToken stop) =>
        (await api.CreateAsync(right.ToReview(), WriteOptions.Default, stop).ConfigureAwait(false)).Status.Flag("allowed");
}
