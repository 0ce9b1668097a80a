using IdpBuilder.Clusters;
using IdpBuilder.Contract.Tests.Api;
using IdpBuilder.Contract.Tests.Real;
using IdpBuilder.Kubernetes;
using IdpBuilder.Manifests;
using Microsoft.Extensions.Time.Testing;

namespace IdpBuilder.Contract.Tests.Faults;

/// <summary>Answers of a real server that come late, or say to come again later.</summary>
public sealed class AnswerFaultTests(RealServer server) : IClassFixture<RealServer>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task An_installation_of_which_every_request_is_turned_away_once_for_a_second_is_complete()
    {
        using var package = new TestPackage("busy", stops: false);
        using var busy = new FaultyAnswers(server.Transport(), (_, time) => time == 1 ? FaultyAnswers.Busy(seconds: 1) : null);
        await using var api = Connect(busy, new HastyClock(speed: 20));

        await new PackageRun(server.Connection(api), new KeptReports()).InstallDirectlyAsync(package.Path);

        Assert.Equal(TestPackage.ConfigMaps, await package.FoundAsync(server.Api));
        Assert.True(busy.Refused > TestPackage.ConfigMaps.Length);
    }

    [Fact]
    public async Task A_list_that_takes_many_minutes_to_arrive_is_read_whole_and_asked_for_once()
    {
        var space = await server.NamespaceAsync();
        for (var number = 0; number < 10; number++)
        {
            await server.Api.CreateAsync(Objects.ConfigMap(space, $"slow-{number}", ("k", new string('x', 200))), WriteOptions.Default, None);
        }

        var clock = new FakeTimeProvider();
        var lists = 0;
        using var slow = new FaultyAnswers(
            server.Transport(),
            (_, _) => null,
            (request, body) => IsList(request, ref lists) ? new SlowBody(body, clock, TimeSpan.FromSeconds(50)) : body);
        await using var api = Connect(slow, clock);
        var begin = clock.GetUtcNow();

        var list = await api.ListAsync(Objects.ConfigMapsIn(space), None);

        Assert.Equal(10, list.Items.Count);
        Assert.Equal(1, lists);
        Assert.True(clock.GetUtcNow() - begin > TimeSpan.FromMinutes(5));
    }

    private static bool IsList(HttpRequestMessage request, ref int lists)
    {
        var isList = request.RequestUri!.AbsolutePath.EndsWith("/configmaps", StringComparison.Ordinal);
        lists += isList ? 1 : 0;
        return isList;
    }

    private IKubernetesApi Connect(FaultyAnswers handler, TimeProvider clock) =>
        new KubernetesApiFactory(clock).Connect(new KubeEndpoint(server.Address, server.Token, Transport: () => handler));
}
