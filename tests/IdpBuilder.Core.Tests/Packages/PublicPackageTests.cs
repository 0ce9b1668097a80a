using IdpBuilder.Packages;
using IdpBuilder.Tests;

namespace IdpBuilder.Core.Tests.Packages;

public sealed class PublicPackageTests
{
    [Theory]
    [InlineData("idpbuilder-packages/testDir", "my-app,my-app2", "my-app-app1,my-app2-app2", "")]
    [InlineData("idpbuilder-packages/testDir2", "guestbook,guestbook2", "", "")]
    [InlineData("idpbuilder-packages/helm", "my-app-helm", "my-app-helm-test", "")]
    [InlineData("idpbuilder-packages/applicationSet", "generator-matrix,generator-multi-sources,generator-single-source,no-generator-single-source", "generator-matrix-test1,generator-multi-sources-test1,generator-single-source-test1,no-generator-single-source-test1", "")]
    [InlineData("stacks/basic/package1", "my-app", "my-app-manifests", "")]
    [InlineData("stacks/basic/package2", "guestbook,guestbook2", "", "")]
    [InlineData("stacks/jupyterhub", "jupyterhub", "jupyterhub-jupyterhub", "")]
    [InlineData("stacks/dapr-integration", "dapr-components,dapr,redis-dapr", "dapr-components-dapr-components", "")]
    [InlineData("stacks/local-backup", "minio,velero", "minio-minio,velero-velero", "YamlTemplate")] // kind.yaml is a Go template for the cluster, no part of a package
    [InlineData("stacks/ref-implementation", "argo-workflows,backstage-templates,backstage,external-secrets,keycloak,metric-server,spark-operator", "argo-workflows-manifests,backstage-templates-entities,backstage-manifests,external-secrets-manifests,keycloak-manifests", "")]
    public void Packages_that_people_run_read_without_an_error(string path, string packages, string repositories, string warnings)
    {
        var set = PackageFolder.Read(PackageReadOptions.Default, [new PackageSource(Repository.PublicData(path.Split('/')))]);

        Assert.Equal(warnings, string.Join('\n', set.Diagnostics.Select(diagnostic => diagnostic.Code)));
        Assert.False(set.HasErrors);
        Assert.Equal(packages, string.Join(',', set.Packages.Select(package => package.Name)));
        Assert.Equal(repositories, string.Join(',', set.Packages.SelectMany(package => package.Contents).Select(content => content.Repository)));
    }

    [Fact]
    public void Local_directory_sources_are_rendered_in_full()
    {
        var set = PackageFolder.Read(PackageReadOptions.Default, [new PackageSource(Repository.PublicData("stacks", "local-backup"))]);

        var minio = Assert.Single(set.Packages, package => package.Name == "minio").Applications[0];

        Assert.Equal(8, minio.LocalManifests.Count());
        Assert.Equal(["chart 'minio' of https://charts.min.io"], minio.Sources.Where(source => source.Manifests is null).Select(source => source.Name));
    }
}
