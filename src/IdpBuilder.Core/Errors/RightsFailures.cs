using IdpBuilder.Rights;

namespace IdpBuilder.Errors;

/// <summary>The failures of lacking rights.</summary>
internal static class RightsFailures
{
    /// <summary>Rights are missing; all of them are named.</summary>
    public static IdpException Missing(Cluster cluster, string work, IReadOnlyList<NeededRight> missing) => new(
        "RightsMissing",
        FailureKind.Denied,
        $"{char.ToUpperInvariant(work[0])}{work[1..]} needs rights in the cluster '{cluster.Name}' that your user does not have: "
        + $"{string.Join("; ", Lines(missing))}. Nothing was changed. Ask the cluster's administrator for them; about_IdpBuilderRights has the roles.",
        missing);

    private static IEnumerable<string> Lines(IEnumerable<NeededRight> missing) => missing
        .GroupBy(right => (right.Group, right.Resource, right.Namespace))
        .Select(group =>
        {
            var resource = group.Key.Group.Length == 0 ? group.Key.Resource : $"{group.Key.Resource}.{group.Key.Group}";
            var place = group.Key.Namespace.Length == 0 ? "in the whole cluster" : $"in namespace '{group.Key.Namespace}'";
            return $"{string.Join(", ", group.Select(right => right.Verb))} {resource} {place}";
        })
        .Order(StringComparer.Ordinal);
}
