namespace IdpBuilder.Embedded.Discovery;

/// <summary>What can be done with a resource.</summary>
internal static class ResourceVerbs
{
    /// <summary>The verbs of a stored resource.</summary>
    public static IReadOnlyList<string> Stored { get; } =
        ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    /// <summary>The verbs of a resource that only answers.</summary>
    public static IReadOnlyList<string> CreateOnly { get; } = ["create"];

    /// <summary>The verbs of a <c>status</c> or <c>scale</c> subresource.</summary>
    public static IReadOnlyList<string> Part { get; } = ["get", "patch", "update"];
}
