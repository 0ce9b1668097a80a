using System.Reflection;

namespace IdpBuilder.Tests;

/// <summary>Paths of the clone under test.</summary>
internal static class Repository
{
    /// <summary>The root folder of the clone.</summary>
    public static string Root { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>The path of a file or folder of the clone.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The path of public manifests beside the clone (<c>../shared/data</c>); skips the test where they are not.</summary>
    public static string PublicData(params string[] parts)
    {
        var path = Path.GetFullPath(Path.Combine([Root, "..", "shared", "data", .. parts]));
        Assert.SkipUnless(Path.Exists(path), $"the public manifests are not beside the clone ({string.Join('/', parts)})");
        return path;
    }
}
