namespace IdpBuilder.Embedded.Discovery;

/// <summary>A named API group.</summary>
/// <param name="Name">The group.</param>
/// <param name="Versions">Its versions; the preferred one is first.</param>
internal sealed record ServedGroup(string Name, IReadOnlyList<string> Versions);
