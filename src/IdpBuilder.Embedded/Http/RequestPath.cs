namespace IdpBuilder.Embedded.Http;

/// <summary>What a path below <c>/api/v1</c> or <c>/apis/group/version</c> names.</summary>
/// <param name="Group">The group; empty for the core group.</param>
/// <param name="Version">The version.</param>
/// <param name="Namespace">The namespace; empty when the path has none.</param>
/// <param name="Resource">The resource; empty when the path ends at the version.</param>
/// <param name="Name">The object; empty for the collection.</param>
/// <param name="Subresource">A part of the object; empty for all of it.</param>
internal sealed record RequestPath(
    string Group, string Version, string Namespace, string Resource, string Name, string Subresource)
{
    // The one part that has paths of its own.
    private const string Proxy = "proxy";

    /// <summary>Splits a path into decoded segments; empty ones are left out.</summary>
    public static string[] Split(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray();

    /// <summary>Reads the segments of a path that begins with <c>api</c> or <c>apis</c>; null when it names nothing that could exist.</summary>
    public static RequestPath? Read(IReadOnlyList<string> segments)
    {
        var core = segments[0] == "api";
        var start = core ? 2 : 3;
        if (segments.Count < start)
        {
            return null;
        }

        var group = core ? string.Empty : segments[1];
        var version = segments[start - 1];
        var rest = segments.Skip(start).ToArray();
        return rest switch
        {
            [] => new RequestPath(group, version, string.Empty, string.Empty, string.Empty, string.Empty),
            ["namespaces", var name] when core => new(group, version, string.Empty, "namespaces", name, string.Empty),
            ["namespaces", var name, "status" or "finalize"] when core =>
                new(group, version, string.Empty, "namespaces", name, rest[2]),
            ["namespaces", var inNamespace, var resource] => new(group, version, inNamespace, resource, string.Empty, string.Empty),
            ["namespaces", var inNamespace, var resource, var name] => new(group, version, inNamespace, resource, name, string.Empty),
            ["namespaces", var inNamespace, var resource, var name, var part] => new(group, version, inNamespace, resource, name, part),
            ["namespaces", var inNamespace, var resource, var name, Proxy, ..] => new(group, version, inNamespace, resource, name, Proxy),
            [var resource] => new(group, version, string.Empty, resource, string.Empty, string.Empty),
            [var resource, var name] => new(group, version, string.Empty, resource, name, string.Empty),
            [var resource, var name, var part] => new(group, version, string.Empty, resource, name, part),
            [var resource, var name, Proxy, ..] => new(group, version, string.Empty, resource, name, Proxy),
            _ => null,
        };
    }
}
