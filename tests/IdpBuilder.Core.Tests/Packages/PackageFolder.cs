using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Packages;

namespace IdpBuilder.Core.Tests.Packages;

/// <summary>A temporary directory of package files.</summary>
internal sealed class PackageFolder : IDisposable
{
    /// <summary>The directory.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("idp-packages-").FullName;

    /// <summary>Writes a file; directories on the way are made.</summary>
    public PackageFolder With(string name, string text)
    {
        var file = At(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return this;
    }

    /// <summary>A path inside.</summary>
    public string At(string name) => System.IO.Path.Combine([Path, .. name.Split('/')]);

    /// <summary>Reads packages from directories or files inside.</summary>
    public PackageSet Read(params string[] sources) => Read(PackageReadOptions.Default, sources);

    /// <summary>Reads packages from directories or files inside.</summary>
    public PackageSet Read(PackageReadOptions options, params string[] sources) =>
        Read(options, [.. sources.Select(source => new PackageSource(At(source)))]);

    /// <summary>Reads packages.</summary>
    public static PackageSet Read(PackageReadOptions options, IReadOnlyList<PackageSource> sources) =>
        new PackageReader(new YamlManifestReader()).Read(sources, options, CancellationToken.None);

    /// <summary>The text of an Application.</summary>
    public static string Application(string name, string source = "cnoe://manifests") => $"""
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata:
          name: {name}
          namespace: argocd
        spec:
          project: default
          source:
            repoURL: {source}
            targetRevision: HEAD
            path: "."
          destination:
            server: https://kubernetes.default.svc
            namespace: {name}

        """;

    /// <summary>The text of a ConfigMap.</summary>
    public static string ConfigMap(string name, string annotations = "") => $$"""
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: {{name}}
          annotations: { {{annotations}} }

        """;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
