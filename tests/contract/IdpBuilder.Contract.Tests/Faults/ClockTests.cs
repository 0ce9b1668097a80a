using IdpBuilder.Contract.Tests.Api;
using IdpBuilder.Contract.Tests.Real;
using IdpBuilder.Direct;
using IdpBuilder.Kubernetes;
using IdpBuilder.Manifests;
using IdpBuilder.Waiting;
using Microsoft.Extensions.Time.Testing;

namespace IdpBuilder.Contract.Tests.Faults;

/// <summary>This machine's clock is ten minutes off; the server's is not.</summary>
public sealed class ClockTests(RealServer server) : IClassFixture<RealServer>
{
    private static readonly GroupVersionKind Lease = new("coordination.k8s.io", "v1", "Lease");

    private readonly KeptReports _reports = new();

    [Theory]
    [InlineData(-10)]
    [InlineData(10)]
    public async Task A_package_is_applied_brought_up_to_date_and_pruned(int minutes)
    {
        using var package = new TestPackage("clock", stops: false);
        var clock = new HastyClock(speed: 1, TimeSpan.FromMinutes(minutes));
        await using var api = new KubernetesApiFactory(clock).Connect(new(server.Address, server.Token, server.CertificateAuthority));
        var run = new PackageRun(server.Connection(api), _reports, clock);

        await run.InstallDirectlyAsync(package.Path);
        package.Remove("c");
        await run.InstallDirectlyAsync(package.Path);

        Assert.Equal(["a", "b"], await package.FoundAsync(server.Api));
    }

    [Fact]
    public async Task A_lease_is_neither_taken_over_early_nor_held_for_ever_by_machines_whose_clocks_differ()
    {
        var (ahead, behind) = (new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(10)), new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(-10)));
        var name = $"clock-{Guid.NewGuid():N}";
        await DirectRecords.PrepareAsync(server.Api, CancellationToken.None);
        var selector = new ResourceSelector(Lease, DirectRecords.Namespace, FieldSelector: $"metadata.name={DirectRecords.NameOf(name)}");
        await using var held = await TakeAsync(name, "ahead", ahead, new KeptReports());
        var waiting = TakeAsync(name, "behind", behind, _reports);

        // Renewed before its duration is over, again and again.
        for (var renewal = 0; renewal < 3; renewal++)
        {
            await _reports.HeardAsync("is being installed by 'ahead'", waiting, times: renewal + 1);
            behind.Advance(TimeSpan.FromSeconds(PackageLease.DurationSeconds - 1));
            ahead.Advance(TimeSpan.FromSeconds(5));
            await Wait.ForAsync(
                server.Api, [selector], new LeaseRenewed(ahead.GetUtcNow()), TimeSpan.FromMinutes(1), TimeProvider.System, new KeptReports(), CancellationToken.None);
            Assert.False(waiting.IsCompleted);
        }

        // No longer renewed.
        while (!waiting.IsCompleted)
        {
            behind.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await using var taken = await waiting;
        Assert.Equal("behind", Assert.Single((await server.Api.ListAsync(selector, CancellationToken.None)).Items).Text("spec", "holderIdentity"));
        ahead.Advance(TimeSpan.FromSeconds(5));
        await CancelledAsync(held.Lost);
    }

    private Task<PackageLease> TakeAsync(string name, string holder, TimeProvider clock, KeptReports reports) =>
        PackageLease.TakeAsync(server.Api, name, holder, Deadline.After(Timeout.InfiniteTimeSpan, clock), reports, CancellationToken.None);

    private static async Task CancelledAsync(CancellationToken token)
    {
        var cancelled = new TaskCompletionSource();
        await using var registration = token.Register(cancelled.SetResult);
        await cancelled.Task;
    }
}
