namespace IdpBuilder.Manifests;

/// <summary>A type that the cluster serves.</summary>
/// <param name="Type">Group, version and kind.</param>
/// <param name="Plural">The name used in URLs.</param>
/// <param name="Namespaced">Whether its objects live in namespaces.</param>
/// <param name="Verbs">What can be done with it, such as <c>list</c>.</param>
/// <param name="ShortNames">Abbreviations such as <c>po</c>.</param>
public sealed record ApiResource(
    GroupVersionKind Type, string Plural, bool Namespaced, IReadOnlyList<string> Verbs, IReadOnlyList<string> ShortNames);
