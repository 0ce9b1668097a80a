using IdpBuilder.Clusters;
using IdpBuilder.Core.Tests.Packages;
using IdpBuilder.Core.Tests.Waiting;
using IdpBuilder.Errors;
using IdpBuilder.Execution;
using static IdpBuilder.Core.Tests.Packages.InstalledApplication;

namespace IdpBuilder.Core.Tests.Execution;

public sealed class PackageRemovalTests
{
    [Fact]
    public async Task An_Application_that_vanishes_before_it_got_its_finalizer_is_gone_as_wanted()
    {
        ShownObjects? api = null;
        api = new ShownObjects(Ready().With(("metadata/uid", "\"a\""), ("metadata/annotations", "")))
        {
            OnPatch = (target, _) =>
            {
                api!.Hide(target);
                throw new KubernetesApiException("ResourceNotFound", FailureKind.NotFound, 404, "NotFound", "applications.argoproj.io \"shop\" not found");
            },
        };

        await new PackageUninstaller(ContextOf(api)).RunAsync("shop", TestContext.Current.CancellationToken);

        Assert.Empty(api.Objects);
    }

    private static InstallContext ContextOf(ShownObjects api) => new(
        new ClusterConnection(
            new Cluster("demo", ClusterProvider.Embedded, ClusterState.Running, "", new Uri("https://x/"), "", 0, "", "", default, ""), api, null!, TimeProvider.System),
        new ReportedProgress(),
        string.Empty,
        TimeSpan.FromSeconds(30))
    {
        Clock = TimeProvider.System,
    };
}
