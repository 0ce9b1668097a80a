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

        var hasVersion = path.Contains('@', StringComparison.Ordinal) || path.IndexOf(':', path.LastIndexOf('/') + 1) >= 0;
        return $"{registry}/{path}{(hasVersion ? string.Empty : ":latest")}";
    }

    /// <summary>The registry of an image's name.</summary>
    public static string RegistryOf(string name)
    {
        var whole = Whole(name);
        return whole[..whole.IndexOf('/', StringComparison.Ordinal)];
    }
}
