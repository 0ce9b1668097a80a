using IdpBuilder.Health;
using IdpBuilder.Manifests;

namespace IdpBuilder;

/// <summary>The health of one object by Argo CD's rules.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Namespace">Its namespace; empty for cluster-scoped objects.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">How well it is; null for a kind of whose health Argo CD has no notion, such as a ConfigMap.</param>
/// <param name="Message">Why; empty when there is nothing to add.</param>
public sealed record ResourceHealth(string Kind, string Namespace, string Name, HealthStatus? Status, string Message)
{
    /// <summary>Assesses an object as it is in the cluster.</summary>
    public static ResourceHealth Of(Manifest live)
    {
        var verdict = ResourceHealthTable.Assess(live);
        return new ResourceHealth(live.Kind, live.Namespace, live.Name, verdict?.Status, verdict?.Message ?? string.Empty);
    }
}
