using IdpBuilder.Embedded.Actors.Hosting;

namespace IdpBuilder.Embedded.Actors;

/// <summary>Who plays in an embedded cluster.</summary>
internal static class EmbeddedActors
{
    /// <summary>All actors.</summary>
    public static IReadOnlyList<IActor> All() =>
    [
    ];
}
