namespace IdpBuilder.Docker.Images;

/// <summary>Names of images, short and whole.</summary>
internal static class ImageReference
{
    private const string DefaultRegistry = "docker.io";

    /// <summary>The whole name: with registry, the library of Docker's own one, and a tag unless there is a digest.</summary>
    public static string Whole(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? string.Empty : name[..slash];
        var hasRegistry = first.AsSpan().IndexOfAny('.', ':') >= 0 || first == "localhost";
        var registry = hasRegistry ? first is "index.docker.io" or "registry-1.docker.io" ? DefaultRegistry : first : DefaultRegistry;
        var path = hasRegistry ? name[(slash + 1)..] : name;
        if (registry == DefaultRegistry && !path.Contains('/', StringComparison.Ordinal))
        {
            path = "library/" + path;
        }

        return $"{registry}/{WithTag(path)}";
    }

    /// <summary>The name with a tag, unless it has one or a digest.</summary>
    public static string WithTag(string name) =>
        name.Contains('@', StringComparison.Ordinal) || name.IndexOf(':', name.LastIndexOf('/') + 1) >= 0 ? name : name + ":latest";

    /// <summary>The registry of an image's name.</summary>
    public static string RegistryOf(string name)
    {
        var whole = Whole(name);
        return whole[..whole.IndexOf('/', StringComparison.Ordinal)];
    }
}
