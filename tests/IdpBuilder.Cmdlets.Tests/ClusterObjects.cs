using System.Text;
using System.Text.RegularExpressions;
using IdpBuilder.Clusters;
using IdpBuilder.Kubernetes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Tests;

/// <summary>Everything in a listening cluster that an installation could have touched, read past the module through the API.</summary>
internal sealed partial class ClusterObjects(Cluster cluster)
{
    // A new namespace gets it a moment later, whatever a test does.
    private const string OfTheClusterItself = "kube-root-ca.crt";

    private static readonly GroupVersionKind[] Types =
    [
        new("", "v1", "Namespace"), new("", "v1", "ConfigMap"), new("", "v1", "Secret"), new("apps", "v1", "Deployment"),
        new("argoproj.io", "v1alpha1", "Application"), new("argoproj.io", "v1alpha1", "ApplicationSet"),
        new("argoproj.io", "v1alpha1", "AppProject"), new("argoproj.io", "v1alpha1", "Workflow"),
    ];

    /// <summary>Another way to the cluster than the module's.</summary>
    public IKubernetesApi Connect()
    {
        var kubeconfig = File.ReadAllText(cluster.KubeConfig);
        var authority = Encoding.UTF8.GetString(Convert.FromBase64String(Authority().Match(kubeconfig).Groups[1].Value));
        return new KubernetesApiFactory(TimeProvider.System)
            .Connect(new KubeEndpoint(cluster.Server, Token().Match(kubeconfig).Groups[1].Value, authority));
    }

    /// <summary>Returns when the objects of a type are as a test wants them; a test that waits in vain is to fail, not to hang.</summary>
    public static async Task UntilAsync(IKubernetesApi api, GroupVersionKind type, Func<IEnumerable<Manifest>, bool> moment)
    {
        var seen = new Dictionary<ResourceKey, Manifest>();
        var complete = false;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        ending.CancelAfter(TimeSpan.FromMinutes(5));
        await foreach (var change in api.WatchAsync(new ResourceSelector(type), ending.Token))
        {
            complete |= change.Type == WatchEventType.Synced;
            if (change is { Type: WatchEventType.Deleted, Object: { } gone })
            {
                seen.Remove(gone.Key);
            }
            else if (change.Object is { } manifest)
            {
                seen[manifest.Key] = manifest;
            }

            if (complete && moment(seen.Values))
            {
                return;
            }
        }
    }

    /// <summary>Each object with what changes when its content does.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(CancellationToken stop)
    {
        await using var api = Connect();
        var seen = new List<string>();
        foreach (var type in Types)
        {
            var list = await api.ListAsync(new ResourceSelector(type), stop);
            seen.AddRange(list.Items.Where(item => item.Name != OfTheClusterItself).Select(item => $"{item.Key} {item.Uid} {item.Json["metadata"]!["generation"]} {item.Json["data"]}"));
        }

        return [.. seen.Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex("token: \"?([^\"\\s]+)")]
    private static partial Regex Token();

    [GeneratedRegex("certificate-authority-data: \"?([^\"\\s]+)")]
    private static partial Regex Authority();
}
