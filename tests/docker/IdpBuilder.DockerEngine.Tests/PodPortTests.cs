using System.Text.Json.Nodes;
using IdpBuilder.Clusters;
using IdpBuilder.Manifests;

namespace IdpBuilder.DockerEngine;

/// <summary>Ports of Pods, reached through a real API server and a real kubelet.</summary>
[Collection(nameof(LivingCluster))]
public sealed class PodPortTests(LivingCluster living)
{
    private const int Port = 8080;

    private static readonly ResourceReference Pod = new(new GroupVersionKind(string.Empty, "v1", "Pod"), "default", "web");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_web_server_in_a_Pod_answers_over_tunnels_alone()
    {
        TestEngine.RequireEngine();
        var api = (await living.Engine.Provider.ConnectAsync(LivingCluster.Name, Stop)).Api;
        await StartAsync(api);
        try
        {
            using var client = new HttpClient(new SocketsHttpHandler
            {
                ConnectCallback = async (_, stop) => await ((IPodPorts)api).OpenAsync(Pod.Namespace, Pod.Name, Port, stop),
                UseProxy = false,
            });
            var address = new Uri($"http://web.invalid:{Port}/bin/busybox");
            var first = await client.GetByteArrayAsync(address, Stop);
            Assert.True(first.Length > 500_000);
            Assert.Equal(first, await client.GetByteArrayAsync(address, Stop));

            await using var stream = await ((IPodPorts)api).OpenAsync(Pod.Namespace, Pod.Name, Port + 1, Stop);
            await Assert.ThrowsAnyAsync<IOException>(async () => await stream.ReadExactlyAsync(new byte[1], Stop));
        }
        finally
        {
            await api.DeleteAsync(Pod, new DeletionOptions(GracePeriodSeconds: 0), CancellationToken.None);
        }
    }

    private static async Task StartAsync(IKubernetesApi api)
    {
        await api.CreateAsync(new Manifest(JsonNode.Parse($$"""
            {
              "apiVersion": "v1", "kind": "Pod", "metadata": {"name": "{{Pod.Name}}", "namespace": "{{Pod.Namespace}}"},
              "spec": {
                "containers": [
                  {
                    "name": "main", "image": "{{TestEngine.PodImage}}", "imagePullPolicy": "Never",
                    "command": ["/bin/busybox", "httpd", "-f", "-p", "{{Port}}", "-h", "/"]
                  }
                ]
              }
            }
            """)!.AsObject()), WriteOptions.Default, Stop);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        ending.CancelAfter(TimeSpan.FromMinutes(3));
        await foreach (var change in api.WatchAsync(new ResourceSelector(Pod.Type, Pod.Namespace, FieldSelector: $"metadata.name={Pod.Name}"), ending.Token))
        {
            if (change.Object?.Status.Children("containerStatuses").Any(container => container.Flag("ready")) == true)
            {
                return;
            }
        }
    }
}
