using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Health;

/// <summary>The health of an Application: the worst of its objects', with those that cause it.</summary>
/// <param name="Overall">Status and causes.</param>
/// <param name="Resources">The health of each object, in the order given; null for those that have or lend none.</param>
public sealed record AppHealth(HealthVerdict Overall, IReadOnlyList<HealthVerdict?> Resources)
{
    private const int CausesShown = 3;

    /// <summary>
    /// Aggregates as Argo CD does: hooks and objects that opt out do not count; an object that is missing counts only when
    /// all are (that it is missing is said by the sync status); a child Application that is Missing or Unknown does not count.
    /// </summary>
    /// <param name="resources">Wanted objects beside live ones.</param>
    /// <param name="application">The Application itself, which may be among its own objects.</param>
    public static AppHealth Of(IReadOnlyList<ReconciledResource> resources, ResourceKey application)
    {
        var each = new HealthVerdict?[resources.Count];
        var (worst, causes) = (HealthStatus.Healthy, new List<ResourceKey>());
        var (any, anyLive) = (false, false);
        for (var index = 0; index < each.Length; index++)
        {
            var resource = resources[index];
            if (IsHook(resource))
            {
                continue;
            }

            any = true;
            anyLive |= resource.Live is not null;
            each[index] = Assess(resource, application);
            if (each[index] is { } verdict && Counts(resource, verdict))
            {
                (worst, causes) = Worse(worst, causes, verdict.Status, resource.Key);
            }
        }

        return any && !anyLive && worst < HealthStatus.Missing
            ? new AppHealth(new HealthVerdict(HealthStatus.Missing), each)
            : new AppHealth(new HealthVerdict(worst, Describe(causes)), each);
    }

    private static bool IsHook(ReconciledResource resource) =>
        (resource.Target is { } target && Hook.IsSkipped(target)) || (resource.Live is { } live && Hook.IsHook(live));

    private static HealthVerdict? Assess(ReconciledResource resource, ResourceKey application)
    {
        if (resource.Live is not { } live)
        {
            return new HealthVerdict(HealthStatus.Missing);
        }

        var optsOut = live.Annotation(ArgoAnnotations.IgnoreHealthCheck) == "true" || live.Key == application;
        return optsOut ? null : ResourceHealthTable.Assess(live);
    }

    private static bool Counts(ReconciledResource resource, HealthVerdict verdict)
    {
        var isChildApplication = resource.Key is { Group: "argoproj.io", Kind: "Application" };
        return verdict.Status switch
        {
            HealthStatus.Missing => resource.Live is not null && !isChildApplication,
            HealthStatus.Unknown => !isChildApplication,
            _ => true,
        };
    }

    private static (HealthStatus Worst, List<ResourceKey> Causes) Worse(
        HealthStatus worst, List<ResourceKey> causes, HealthStatus status, ResourceKey key)
    {
        if (status > worst)
        {
            return (status, [key]);
        }

        if (status == worst && status != HealthStatus.Healthy)
        {
            causes.Add(key);
        }

        return (worst, causes);
    }

    private static string Describe(List<ResourceKey> causes)
    {
        if (causes.Count == 0)
        {
            return string.Empty;
        }

        var shown = string.Join(", ", causes.Take(CausesShown).Select(Describe));
        return causes.Count > CausesShown ? $"Caused by {shown} and {causes.Count - CausesShown} more" : $"Caused by {shown}";
    }

    private static string Describe(ResourceKey key)
    {
        var kind = key.Group.Length == 0 ? key.Kind : $"{key.Group}/{key.Kind}";
        return key.Namespace.Length == 0 ? $"{kind}:{key.Name}" : $"{kind}:{key.Namespace}/{key.Name}";
    }
}
