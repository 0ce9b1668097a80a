using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows;

/// <summary>
/// What the last operation on a Workflow left and saw. While nothing else is there, another one would come to nothing: that the
/// operation's own write is seen is no reason for one.
/// </summary>
/// <param name="Version">The version of the Workflow that it left; empty when it is not known to be all its own.</param>
/// <param name="PodVersions">The versions of the Pods it saw.</param>
/// <param name="Again">When time alone brings the Workflow on; null for never.</param>
internal sealed record LastOperation(string Version, IReadOnlyList<string> PodVersions, DateTimeOffset? Again)
{
    /// <summary>The versions of Pods.</summary>
    public static IReadOnlyList<string> VersionsOf(IReadOnlyList<Manifest> pods) => [.. pods.Select(pod => $"{pod.Uid}/{pod.ResourceVersion}")];

    /// <summary>Whether everything is as it was left.</summary>
    public bool Holds(Manifest workflow, IReadOnlyList<Manifest> pods, DateTimeOffset now) =>
        Version.Length > 0 && workflow.ResourceVersion == Version && (Again is not { } again || now < again) && VersionsOf(pods).SequenceEqual(PodVersions, StringComparer.Ordinal);
}
