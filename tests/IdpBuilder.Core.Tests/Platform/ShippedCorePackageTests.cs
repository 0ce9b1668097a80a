using System.Text.RegularExpressions;
using IdpBuilder.Platform;
using IdpBuilder.Tests;

namespace IdpBuilder.Core.Tests.Platform;

/// <summary>The core packages as they are shipped.</summary>
public sealed partial class ShippedCorePackageTests
{
    private static readonly string Folder = Repository.PathOf("src", "IdpBuilder", "CorePackages");
    private static readonly CorePackageLock Lock = CorePackageLock.Parse(File.ReadAllText(Path.Combine(Folder, CorePackages.LockName)));

    [Theory]
    [InlineData("argocd", "argocd")]
    [InlineData("argo-workflows", "argo")]
    [InlineData("gitea", "gitea")]
    [InlineData("ingress-nginx", "ingress-nginx")]
    [InlineData("traefik", "ingress-nginx")]
    [InlineData("unknown", "unknown")]
    public void A_package_goes_where_upstream_has_it(string package, string expected) => Assert.Equal(expected, Lock.NamespaceOf(package));

    [Fact]
    public void Every_package_has_a_version()
    {
        var packages = Directory.EnumerateDirectories(Folder).Select(path => Path.GetFileName(path));

        Assert.All(packages, package => Assert.Matches(@"^v\d+\.\d+\.\d+$", Lock.VersionOf(package)));
    }

    [Theory]
    [InlineData("argo-workflows", 3)]
    [InlineData("gitea", 1)]
    [InlineData("traefik", 1)]
    public void Every_image_is_of_the_version_that_the_lock_file_names(string package, int least)
    {
        var images = Directory.EnumerateFiles(Path.Combine(Folder, package), "*.yaml").SelectMany(path => Image().Matches(File.ReadAllText(path)));
        var tags = images.Select(match => match.Groups["tag"].Value).ToArray();

        Assert.True(tags.Length >= least);
        Assert.All(tags, tag => Assert.StartsWith(Lock.VersionOf(package).TrimStart('v'), tag.TrimStart('v'), StringComparison.Ordinal));
    }

    [GeneratedRegex(@"image[:=]\s*(?:&\S+\s+)?[^\s:*]+:(?<tag>\S+)")]
    private static partial Regex Image();
}
