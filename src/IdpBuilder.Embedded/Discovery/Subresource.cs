namespace IdpBuilder.Embedded.Discovery;

/// <summary>A part or an action of an object with an address of its own.</summary>
/// <param name="Name">The last segment of its path.</param>
/// <param name="Group">The group of the objects exchanged; null for the resource's own.</param>
/// <param name="Version">Their version; null for the resource's own.</param>
/// <param name="Kind">Their kind; null for the resource's own.</param>
/// <param name="Verbs">What can be done with it.</param>
internal sealed record Subresource(string Name, string? Group, string? Version, string? Kind, IReadOnlyList<string> Verbs)
{
    public static Subresource Status { get; } = new("status", null, null, null, ResourceVerbs.Part);

    public static Subresource Scale { get; } = new("scale", "autoscaling", "v1", "Scale", ResourceVerbs.Part);

    public static Subresource Create(string name, string? group, string? version, string? kind) =>
        new(name, group, version, kind, ResourceVerbs.CreateOnly);

    /// <summary>A connection to a container.</summary>
    public static Subresource Connect(string name, string kind) => new(name, null, null, kind, ["create", "get"]);

    /// <summary>Requests handed on to what listens behind an object.</summary>
    public static Subresource Proxy(string kind) => new("proxy", null, null, kind, ["create", "delete", "get", "patch", "update"]);
}
