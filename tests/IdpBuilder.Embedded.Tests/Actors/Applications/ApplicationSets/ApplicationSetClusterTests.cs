using System.Text;
using IdpBuilder.Clusters;
using IdpBuilder.Git;
using IdpBuilder.Kubernetes;
using IdpBuilder.Kubernetes.Configuration;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Rendering;
using IdpBuilder.Reporting;

namespace IdpBuilder.Embedded.Tests.Actors.Applications.ApplicationSets;

/// <summary>The ApplicationSet controller in a whole embedded cluster: real API, real watches, its git server, its clock.</summary>
public sealed class ApplicationSetClusterTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Applications_come_and_go_with_the_folders_of_a_repository()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Longest);
        var stop = limit.Token;
        var reader = new YamlManifestReader();
        await using var provider = new EmbeddedProvider(
            new KubernetesApiFactory(TimeProvider.System), new Kubeconfig(reader, TimeProvider.System), reader, new InstalledPrograms(TimeProvider.System), TimeProvider.System);
        await provider.CreateAsync(new ClusterSpec("sets"), new SilentReporter(), stop);
        var cluster = await provider.ConnectAsync("sets", stop);

        var repository = await PublishAsync(cluster, ["apps/one/cm.yaml", "apps/two/cm.yaml"], stop);
        var set = await cluster.Api.CreateAsync(SetOver(repository.Url), WriteOptions.Default, stop);
        await UntilAsync(cluster, "one two", stop);

        await PublishAsync(cluster, ["apps/two/cm.yaml", "apps/three/cm.yaml"], stop);
        await UntilAsync(cluster, "three two", stop);

        await cluster.Api.DeleteAsync(ResourceReference.To(set), DeletionOptions.Default, stop);
        await UntilAsync(cluster, "", stop);
    }

    private static Manifest SetOver(string url) => ApplicationSets.Read($$$"""
        apiVersion: argoproj.io/v1alpha1
        kind: ApplicationSet
        metadata: {name: folders, namespace: argocd}
        spec:
          goTemplate: true
          generators: [{git: {repoURL: '{{{url}}}', revision: HEAD, directories: [{path: 'apps/*'}]}}]
          template:
            metadata: {name: '{{ .path.basename }}'}
            spec:
              project: default
              source: {repoURL: '{{{url}}}', targetRevision: HEAD, path: '{{ .path.path }}'}
              destination: {server: https://kubernetes.default.svc, namespace: default}
        """);

    private static Task<PublishedRepository> PublishAsync(ClusterConnection cluster, string[] paths, CancellationToken stop)
    {
        var text = Encoding.UTF8.GetBytes("{apiVersion: v1, kind: ConfigMap, metadata: {name: c}}");
        return cluster.Git.PublishAsync(
            new RepositorySpec("folders", paths.ToDictionary(path => path, _ => (ReadOnlyMemory<byte>)text), "test"), stop);
    }

    private static async Task UntilAsync(ClusterConnection cluster, string names, CancellationToken stop)
    {
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        var synced = false;
        await foreach (var change in cluster.Api.WatchAsync(new ResourceSelector(ArgoTypes.Application, "argocd"), stop))
        {
            synced |= change.Type == WatchEventType.Synced;
            if (change.Object is { } application)
            {
                _ = change.Type == WatchEventType.Deleted ? seen.Remove(application.Name) : seen.Add(application.Name);
            }

            if (synced && string.Join(' ', seen) == names)
            {
                return;
            }
        }
    }

    private sealed class SilentReporter : IRunReporter
    {
        public void Progress(ProgressReport report)
        {
        }

        public void Verbose(string message)
        {
        }

        public void Warning(string message)
        {
        }
    }
}
