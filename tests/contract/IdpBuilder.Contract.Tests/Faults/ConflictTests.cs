using IdpBuilder.Clusters;
using IdpBuilder.Contract.Tests.Api;
using IdpBuilder.Contract.Tests.Real;
using IdpBuilder.Direct;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Waiting;
using Microsoft.Extensions.Time.Testing;

namespace IdpBuilder.Contract.Tests.Faults;

/// <summary>Somebody else writes without pause to the objects that are worked on.</summary>
public sealed class ConflictTests(RealServer server, PlayedFixture played) : IClassFixture<RealServer>
{
    private static readonly GroupVersionKind Lease = new("coordination.k8s.io", "v1", "Lease");

    private readonly KeptReports _reports = new();

    [Fact]
    public async Task A_package_is_applied_without_Argo_CD_and_applied_again()
    {
        using var package = new TestPackage("storm", stops: false);
        await using var competitor = new Competitor(
            server.Api, new ResourceSelector(Lease, DirectRecords.Namespace), new ResourceSelector(Objects.ConfigMapType, DirectRecords.Namespace), Objects.ConfigMapsIn(package.Name));
        var run = new PackageRun(server.Connection(server.Api), _reports);

        await run.InstallDirectlyAsync(package.Path);
        await competitor.Began.WaitAsync(TestContext.Current.CancellationToken);
        await run.InstallDirectlyAsync(package.Path);

        Assert.Equal(TestPackage.ConfigMaps, await package.FoundAsync(server.Api));
    }

    [Fact]
    public async Task A_package_is_installed_through_Argo_CD_and_brought_up_to_date()
    {
        var cluster = await PlayedAsync();
        using var package = new TestPackage("storm", stops: false);
        await using var competitor = new Competitor(
            cluster.Api, new ResourceSelector(ArgoTypes.Application, ArgoTypes.Namespace, FieldSelector: $"metadata.name={package.Name}"), Objects.ConfigMapsIn(package.Name));
        var run = new PackageRun(cluster, _reports);

        await run.InstallAsync(package.Path);
        await competitor.Began.WaitAsync(TestContext.Current.CancellationToken);
        package.Write("d", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: d}\n");
        await run.InstallAsync(package.Path);

        Assert.Equal(TestPackage.ConfigMaps.Append("d"), await package.FoundAsync(cluster.Api));
    }

    [Fact]
    public async Task A_lease_is_kept_against_who_only_writes_to_it_and_released()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var name = $"storm-{Guid.NewGuid():N}";
        var selector = new ResourceSelector(Lease, DirectRecords.Namespace, FieldSelector: $"metadata.name={DirectRecords.NameOf(name)}");
        await DirectRecords.PrepareAsync(server.Api, CancellationToken.None);
        await using var competitor = new Competitor(server.Api, selector);
        var lease = await PackageLease.TakeAsync(server.Api, name, "us", Deadline.After(TimeSpan.FromMinutes(5), clock), _reports, CancellationToken.None);
        await competitor.Began.WaitAsync(TestContext.Current.CancellationToken);

        await using (lease)
        {
            for (var renewal = 0; renewal < 3; renewal++)
            {
                clock.Advance(TimeSpan.FromSeconds(5));
                await RenewedAsync(selector, clock);
            }

            Assert.False(lease.Lost.IsCancellationRequested);
        }

        Assert.Empty((await server.Api.ListAsync(selector, CancellationToken.None)).Items);
    }

    private async Task RenewedAsync(ResourceSelector selector, FakeTimeProvider clock) => Assert.True((await Wait.ForAsync(
        server.Api, [selector], new LeaseRenewed(clock.GetUtcNow()), TimeSpan.FromMinutes(1), TimeProvider.System, _reports, CancellationToken.None)).Succeeded);

    private async Task<ClusterConnection> PlayedAsync()
    {
        IdpBuilder.Tests.ControlPlaneAssets.Require();
        return (await played.GetAsync())!;
    }
}
