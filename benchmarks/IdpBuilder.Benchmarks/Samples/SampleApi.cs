using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Clusters;
using IdpBuilder.Embedded;
using IdpBuilder.Kubernetes;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;

namespace IdpBuilder.Benchmarks.Samples;

/// <summary>An API server in this process with nothing running on it, and a client to it.</summary>
internal sealed class SampleApi
{
    private const string Namespace = "default";
    private readonly IKubernetesApi _api;
    private bool _hasNamespace;

    public SampleApi()
    {
        var server = new EmbeddedApi("sample", TimeProvider.System, TimeProvider.System, new YamlManifestReader());
        _api = new KubernetesApiFactory(TimeProvider.System).Connect(
            new KubeEndpoint(EmbeddedApi.Address, "sample", Transport: server.CreateHandler));
    }

    /// <summary>Applies ConfigMaps, always the same ones.</summary>
    /// <param name="count">How many.</param>
    /// <param name="writers">How many at the same time.</param>
    public async Task ApplyAsync(int count, int writers)
    {
        if (!_hasNamespace)
        {
            await _api.ApplyAsync(Object("Namespace", Namespace, string.Empty), WriteOptions.Default, CancellationToken.None);
            _hasNamespace = true;
        }

        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = writers }, async (number, stop) =>
        {
            var manifest = Object("ConfigMap", string.Create(CultureInfo.InvariantCulture, $"settings-{number:D5}"), Namespace);
            manifest.Json["data"] = new JsonObject { ["level"] = "info", ["endpoint"] = "http://sample.default.svc:8080" };
            await _api.ApplyAsync(manifest, WriteOptions.Default, stop);
        });
    }

    private static Manifest Object(string kind, string name, string space)
    {
        var metadata = new JsonObject { ["name"] = name, ["labels"] = new JsonObject { ["app.kubernetes.io/name"] = "sample" } };
        if (space.Length > 0)
        {
            metadata["namespace"] = space;
        }

        return new Manifest(new JsonObject { ["apiVersion"] = "v1", ["kind"] = kind, ["metadata"] = metadata });
    }
}
