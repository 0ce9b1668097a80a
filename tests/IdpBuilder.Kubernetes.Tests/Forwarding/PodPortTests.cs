using IdpBuilder.Clusters;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Tests.Forwarding;

namespace IdpBuilder.Kubernetes.Tests.Forwarding;

public sealed class PodPortTests : IAsyncLifetime
{
    private readonly KubeletDouble _server = new();
    private readonly EchoingPod _pod = new();
    private readonly IKubernetesApi _api;

    public PodPortTests()
    {
        _api = new KubernetesApiFactory(TimeProvider.System).Connect(new KubeEndpoint(_server.Address, _server.Token));
        _server.Ports["demo/echo:80"] = _pod.Port;
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        await _server.DisposeAsync();
        _pod.Dispose();
    }

    [Fact]
    public async Task Bytes_go_both_ways_unchanged_however_many()
    {
        await using var stream = await OpenAsync(80);
        var sent = new byte[1_000_000];
        new Random(7).NextBytes(sent);

        var received = new byte[sent.Length];
        await Task.WhenAll(stream.WriteAsync(sent, Stop).AsTask(), stream.ReadExactlyAsync(received, Stop).AsTask());

        Assert.Equal(sent, received);
        Assert.Equal(["/api/v1/namespaces/demo/pods/echo/portforward?ports=80"], _server.Requests);
    }

    [Fact]
    public async Task The_stream_ends_where_the_pods_end_is_closed()
    {
        _pod.Patience = 3;
        await using var stream = await OpenAsync(80);
        await stream.WriteAsync("abc"u8.ToArray(), Stop);

        using var all = new MemoryStream();
        await stream.CopyToAsync(all, Stop);
        Assert.Equal("abc"u8.ToArray(), all.ToArray());
    }

    [Fact]
    public async Task Closing_the_stream_closes_the_pods_end()
    {
        var stream = await OpenAsync(80);
        await stream.WriteAsync("a"u8.ToArray(), Stop);
        await stream.ReadExactlyAsync(new byte[1], Stop);
        await stream.DisposeAsync();

        await _pod.Left.WaitAsync(TimeSpan.FromMinutes(1), Stop);
    }

    [Fact]
    public async Task Closing_the_connection_to_the_cluster_closes_what_was_opened_through_it()
    {
        await using var stream = await OpenAsync(80);
        await _api.DisposeAsync();

        await Assert.ThrowsAnyAsync<IOException>(async () => await stream.ReadExactlyAsync(new byte[1], Stop));
    }

    [Fact]
    public async Task What_the_kubelet_says_of_a_port_on_which_nobody_listens_is_the_reason()
    {
        await using var stream = await OpenAsync(81);

        var failure = await Assert.ThrowsAsync<IOException>(async () => await stream.ReadExactlyAsync(new byte[1], Stop));
        Assert.Contains("error forwarding port 81", failure.Message, StringComparison.Ordinal);
        Assert.Contains("connection refused", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_is_broken_off_is_no_end()
    {
        await using var stream = await OpenAsync(80);
        await stream.WriteAsync("a"u8.ToArray(), Stop);
        await stream.ReadExactlyAsync(new byte[1], Stop);
        _server.BreakConnections();

        await Assert.ThrowsAnyAsync<IOException>(async () => await stream.ReadExactlyAsync(new byte[1], Stop));
    }

    [Fact]
    public async Task A_pod_that_is_not_there_is_told_by_name()
    {
        _server.Ports.Clear();

        var failure = await Assert.ThrowsAsync<KubernetesApiException>(() => OpenAsync(80));
        Assert.Equal(404, failure.Code);
        Assert.Contains("Reaching port 80 of Pod 'demo/echo' failed", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_that_are_refused_are_told_as_for_any_request()
    {
        _server.Token = "another";

        Assert.Equal("ApiUnauthorized", (await Assert.ThrowsAsync<KubernetesApiException>(() => OpenAsync(80))).Id);
    }

    [Fact]
    public async Task An_HTTP_client_can_use_it_and_nothing_listens_on_this_machine_for_it()
    {
        using var pages = new PageServer();
        _server.Ports["demo/web:3000"] = pages.Port;
        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, stop) => await ((IPodPorts)_api).OpenAsync("demo", "web", 3000, stop),
            UseProxy = false,
        });

        for (var request = 0; request < 3; request++)
        {
            Assert.Equal("/page", await client.GetStringAsync(new Uri("http://nowhere.invalid/page"), Stop));
        }

        Assert.Single(_server.Requests);
    }

    private Task<Stream> OpenAsync(int port) => ((IPodPorts)_api).OpenAsync("demo", "echo", port, Stop);
}
