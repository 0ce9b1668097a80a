using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes.Configuration;

/// <summary>What several kubeconfig files say together, as kubectl merges them: of each name, and of the current context, the first file that has it counts.</summary>
internal sealed class MergedKubeconfig
{
    private readonly Dictionary<string, KubeconfigSection> _clusters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KubeconfigSection> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KubeconfigSection> _contexts = new(StringComparer.Ordinal);
    private readonly List<string> _files = [];

    /// <summary>The files that were read.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>The context that counts when none is named; empty for none.</summary>
    public string CurrentContext { get; private set; } = string.Empty;

    /// <summary>The names of the contexts.</summary>
    public IReadOnlyCollection<string> ContextNames => _contexts.Keys;

    /// <summary>A context by its name.</summary>
    public KubeconfigSection? Context(string name) => _contexts.GetValueOrDefault(name);

    /// <summary>A cluster by its name.</summary>
    public KubeconfigSection? Cluster(string name) => _clusters.GetValueOrDefault(name);

    /// <summary>A user by its name.</summary>
    public KubeconfigSection? User(string name) => _users.GetValueOrDefault(name);

    /// <summary>Adds a file; what earlier ones said stays.</summary>
    public void Add(string file, JsonObject document)
    {
        _files.Add(file);
        if (CurrentContext.Length == 0)
        {
            CurrentContext = KubeconfigDocument.CurrentContext(document);
        }

        Add(file, document, "clusters", "cluster", _clusters);
        Add(file, document, "users", "user", _users);
        Add(file, document, "contexts", "context", _contexts);
    }

    private static void Add(string file, JsonObject document, string section, string content, Dictionary<string, KubeconfigSection> known)
    {
        foreach (var item in document.Children(section))
        {
            if (item.Text("name") is { Length: > 0 } name)
            {
                known.TryAdd(name, new KubeconfigSection(item.Child(content) ?? [], file));
            }
        }
    }
}
