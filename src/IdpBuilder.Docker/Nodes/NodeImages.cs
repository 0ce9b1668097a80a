namespace IdpBuilder.Docker.Nodes;

/// <summary>The node images of the supported Kubernetes versions: the newest patch of each of the last four minors that kind has published, by digest.</summary>
internal static class NodeImages
{
    /// <summary>The version that is taken when none is asked for: not the newest minor, which tools around it still have to catch up with.</summary>
    public const string DefaultMinor = "1.36";

    private static readonly (string Version, string Digest)[] Known =
    [
        ("1.37.0", "a1ed56cfb0e7b93589bdf97c8cd566405a265939e3620fc4f5de89adff580ae5"),
        ("1.36.4", "099e049362a1526b2db71494e1947aae99bd16290d7c895f2b7ea312e3cbfaed"),
        ("1.35.8", "07b2536e30b803ed61d1677a79df6115f798ce64c80f9e22f6ed45afd09323c0"),
        ("1.34.11", "44e222ee2132dab25ff87301682f89eb82c7880ea3a1bf543bfe9708fd08d67d"),
    ];

    /// <summary>The versions that have an image.</summary>
    public static IEnumerable<string> Versions => Known.Select(image => image.Version);

    /// <summary>The image of a version.</summary>
    /// <param name="version">A minor or a whole version, with or without <c>v</c>; empty for the default.</param>
    /// <exception cref="Errors.IdpException"><c>KubernetesVersionUnknown</c>.</exception>
    public static string Of(string version)
    {
        var found = Find(version);
        return $"kindest/node:v{found.Version}@sha256:{found.Digest}";
    }

    /// <summary>The whole version that a minor or a version means.</summary>
    /// <exception cref="Errors.IdpException"><c>KubernetesVersionUnknown</c>.</exception>
    public static string VersionOf(string version) => "v" + Find(version).Version;

    /// <summary>Whether there is an image of a minor or a version.</summary>
    public static bool Knows(string version) => Look(version).Version is not null;

    private static (string Version, string Digest) Find(string version) => Knows(version) ? Look(version) : throw DockerFailures.VersionUnknown(version, Versions);

    private static (string Version, string Digest) Look(string version)
    {
        var wanted = version.Length == 0 ? DefaultMinor : version.TrimStart('v');
        return Array.Find(Known, image => image.Version == wanted || image.Version.StartsWith(wanted + ".", StringComparison.Ordinal));
    }
}
