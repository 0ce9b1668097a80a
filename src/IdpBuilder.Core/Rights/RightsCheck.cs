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

        var has = new bool[rights.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, rights.Count),
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = stop },
            async (index, ending) => has[index] = await HasAsync(connection.Api, rights[index], ending).ConfigureAwait(false)).ConfigureAwait(false);
        var missing = rights.Where((_, index) => !has[index]).ToArray();
        if (missing.Length > 0)
        {
            throw RightsFailures.Missing(connection.Cluster, work, missing);
        }
    }

    private static async Task<bool> HasAsync(IKubernetesApi api, NeededRight right, CancellationToken stop) =>
        (await api.CreateAsync(right.ToReview(), WriteOptions.Default, stop).ConfigureAwait(false)).Status.Flag("allowed");
}
