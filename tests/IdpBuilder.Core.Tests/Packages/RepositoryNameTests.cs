using IdpBuilder.Clusters;

namespace IdpBuilder.Core.Tests.Packages;

public sealed class RepositoryNameTests
{
    /// <summary>What Gitea takes for a repository's name.</summary>
    private const int LongestInGitea = 100;

    [Fact]
    public void However_long_the_names_of_cluster_and_Application_are_Gitea_takes_the_repositorys()
    {
        var name = new string('a', 60);
        using var folder = new PackageFolder()
            .With("one.yaml", PackageFolder.Application(name + "-one", "cnoe://manifests"))
            .With("two.yaml", PackageFolder.Application(name + "-two", "cnoe://manifests"))
            .With("manifests/map.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: map}}");

        var names = folder.Read(".").Packages.SelectMany(package => package.Contents).Select(content => content.Repository).ToList();

        Assert.Equal(2, names.Distinct(StringComparer.Ordinal).Count());
        Assert.All(names, repository => Assert.InRange($"idpbuilder-{new string('c', ClusterName.LongestLength)}-{repository}".Length, 1, LongestInGitea));
    }

    [Fact]
    public void A_name_is_that_of_the_Application_and_the_directory_as_the_Go_tools()
    {
        using var folder = new PackageFolder()
            .With("app.yaml", PackageFolder.Application("my-app", "cnoe://app1"))
            .With("app1/map.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: map}}");

        Assert.Equal("my-app-app1", Assert.Single(Assert.Single(folder.Read(".").Packages).Contents).Repository);
    }
}
