using System.Management.Automation;
using IdpBuilder.Manifests;

namespace IdpBuilder.Tests.Commands;

/// <summary>A package called <c>app</c> and a cluster to apply it to without Argo CD.</summary>
internal sealed class DirectPackage : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DirectPackage()
    {
        var cluster = Engine.Run($"New-IdpCluster demo -Provider Embedded -Listen -KubeConfig '{System.IO.Path.Combine(_folder.Path, "config")}'").Single<Cluster>();
        Objects = new ClusterObjects(cluster);
        Directory.CreateDirectory(Path);
    }

    public ModuleEngine Engine { get; } = new();

    public ClusterObjects Objects { get; }

    public string Path => System.IO.Path.Combine(_folder.Path, "app");

    public void Dispose()
    {
        Engine.Dispose();
        _folder.Dispose();
    }

    /// <summary>Writes one of the package's files.</summary>
    public void Write(string file, string text) => _folder.Write($"app/{file}", text);

    /// <summary>Writes a ConfigMap's file.</summary>
    public void WriteMap(string name, string annotations = "") =>
        Write($"{name}.yaml", $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: {name}, annotations: {{{annotations}}}}}\ndata: {{text: one}}\n");

    /// <summary>Writes the file of a Job that is a hook.</summary>
    public void WriteHook(string hook, string name, string exitCode = "0", string annotations = "") => Write($"{name.TrimEnd('-')}.yaml", $$"""
        apiVersion: batch/v1
        kind: Job
        metadata: { {{(name.EndsWith('-') ? "generateName" : "name")}}: {{name}}, annotations: {argocd.argoproj.io/hook: {{hook}}, {{annotations}} } }
        spec:
          backoffLimit: 0
          template:
            metadata: {annotations: {embedded.idpbuilder.io/exit-code: "{{exitCode}}"} }
            spec: {restartPolicy: Never, containers: [{name: main, image: busybox}]}
        """);

    public void Remove(string file) => File.Delete(System.IO.Path.Combine(Path, file));

    /// <summary>Installs it; any error fails the test.</summary>
    public PackageStatus Install(string more = "")
    {
        var result = Engine.Run($"Install-IdpPackage '{Path}' -Direct -Timeout 5m {more}");
        Assert.Empty(result.Errors);
        return result.Single<PackageStatus>();
    }

    /// <summary>A script that is under way when this returns: an object of a type and name is there.</summary>
    public async Task<Task<PSDataCollection<PSObject>>> BeginAsync(PowerShell shell, GroupVersionKind type, string name)
    {
        var run = shell.InvokeAsync();
        await using var api = Objects.Connect();
        await ClusterObjects.UntilAsync(api, type, all => all.Any(item => item.Name == name));
        return run;
    }

    /// <summary>The objects of a type in the package's namespace.</summary>
    public async Task<IReadOnlyList<Manifest>> ListAsync(GroupVersionKind type)
    {
        await using var api = Objects.Connect();
        return (await api.ListAsync(new ResourceSelector(type, "app"), TestContext.Current.CancellationToken)).Items;
    }

    /// <summary>Their names, in order.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(GroupVersionKind type) =>
        [.. (await ListAsync(type)).Select(item => item.Name).Where(name => name != "kube-root-ca.crt").Order(StringComparer.Ordinal)];
}
