using IdpBuilder.Contract.Tests.Api;
using IdpBuilder.Manifests;

namespace IdpBuilder.Contract.Tests.Faults;

/// <summary>A package on disk whose installation stands still in its middle, at a hook, until a test lets it go on.</summary>
internal sealed class TestPackage : IDisposable
{
    /// <summary>The objects that it contains beside the hook.</summary>
    public static readonly string[] ConfigMaps = ["a", "b", "c"];

    private static readonly GroupVersionKind Workflow = new("argoproj.io", "v1alpha1", "Workflow");

    private readonly string _folder = Directory.CreateTempSubdirectory("idpbuilder-test-").FullName;
    private readonly string _name;

    /// <summary>Writes the package.</summary>
    /// <param name="prefix">How its name begins.</param>
    /// <param name="stops">Whether it has the hook, and waves before and after it.</param>
    public TestPackage(string prefix, bool stops = true)
    {
        _name = $"{prefix}-{Guid.NewGuid():N}"[..16];
        Directory.CreateDirectory(Path);
        for (var wave = 0; wave < ConfigMaps.Length; wave++)
        {
            Write(ConfigMaps[wave], $$$"""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: {{{ConfigMaps[wave]}}}, annotations: {argocd.argoproj.io/sync-wave: "{{{(stops ? wave * 2 : 0)}}}"}}
                data: {k: v}
                """);
        }

        if (!stops)
        {
            return;
        }

        // After the first object, before the others.
        Write("hook", """
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: hook, annotations: {argocd.argoproj.io/hook: Sync, argocd.argoproj.io/sync-wave: "1"}}
            spec: {entrypoint: main, templates: [{name: main, suspend: {}}]}
            """);
    }

    /// <summary>The package's name, and its namespace.</summary>
    public string Name => _name;

    /// <summary>Its directory.</summary>
    public string Path => System.IO.Path.Combine(_folder, _name);

    /// <summary>Its hook.</summary>
    public ResourceSelector Hook => new(Workflow, _name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>What is in its namespace, and not being deleted: a server without controllers has nobody who ends that.</summary>
    public async Task<IEnumerable<string>> FoundAsync(IKubernetesApi api) => (await api.ListAsync(Objects.ConfigMapsIn(_name), CancellationToken.None)).Items
        .Where(item => item.DeletionTimestamp.Length == 0 && item.Name != "kube-root-ca.crt")
        .Select(item => item.Name)
        .Order(StringComparer.Ordinal);

    /// <summary>Writes a file of it.</summary>
    public void Write(string name, string text) => File.WriteAllText(System.IO.Path.Combine(Path, name + ".yaml"), text);

    /// <summary>Removes a file of it.</summary>
    public void Remove(string name) => File.Delete(System.IO.Path.Combine(Path, name + ".yaml"));
}
