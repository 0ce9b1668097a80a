using System.Text.Json.Nodes;
using IdpBuilder.Comparison;
using IdpBuilder.Manifests;
using IdpBuilder.Rendering;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>What a project lets its Applications do.</summary>
internal sealed class ApplicationProject
{
    private readonly JsonObject? _spec;

    private ApplicationProject(string name, JsonObject? spec) => (Name, _spec) = (name, spec);

    public string Name { get; }

    /// <summary>The project <c>default</c> as Argo CD creates it: it permits everything.</summary>
    public static ApplicationProject Default { get; } = new("default", new JsonObject
    {
        ["sourceRepos"] = new JsonArray("*"),
        ["destinations"] = new JsonArray(new JsonObject { ["server"] = "*", ["namespace"] = "*" }),
        ["clusterResourceWhitelist"] = new JsonArray(new JsonObject { ["group"] = "*", ["kind"] = "*" }),
    });

    public static ApplicationProject Of(Manifest manifest) => new(manifest.Name, manifest.Spec);

    /// <summary>When an Application may be synced.</summary>
    /// <exception cref="FormatException">A window cannot be read.</exception>
    public SyncWindows WindowsFor(ApplicationRecord application) => SyncWindows.Of(_spec.Maps("syncWindows"), application);

    public bool PermitsSource(ApplicationSource source)
    {
        var url = Normalize(source.RepoUrl);
        var permitted = false;
        foreach (var pattern in _spec.Texts("sourceRepos"))
        {
            if (pattern.StartsWith('!'))
            {
                if (Globs.IsPathMatch(Normalize(pattern[1..]), url))
                {
                    return false;
                }
            }
            else
            {
                permitted |= pattern == "*" || Globs.IsPathMatch(Normalize(pattern), url);
            }
        }

        return permitted;
    }

    public bool PermitsDestination(string server, string name, string inNamespace)
    {
        var permitted = false;
        foreach (var destination in _spec.Maps("destinations"))
        {
            var (wantedServer, wantedName, wantedNamespace) = (destination.Text("server"), destination.Text("name"), destination.Text("namespace"));
            var matches = (Matches(wantedServer, server) || Matches(wantedName, name)) && Globs.IsMatch(wantedNamespace.TrimStart('!'), inNamespace);
            if (matches && (wantedNamespace.StartsWith('!') || wantedServer.StartsWith('!') || wantedName.StartsWith('!')))
            {
                return false;
            }

            permitted |= matches;
        }

        return permitted;
    }

    public bool PermitsKind(GroupVersionKind type, string name, bool namespaced)
    {
        var (allowed, denied) = namespaced
            ? ("namespaceResourceWhitelist", "namespaceResourceBlacklist")
            : ("clusterResourceWhitelist", "clusterResourceBlacklist");
        var isAllowed = namespaced && _spec?[allowed] is null || Lists(allowed, type, name, namespaced);
        return isAllowed && !Lists(denied, type, name, namespaced);
    }

    private static bool Matches(string pattern, string text) => pattern.Length > 0 && Globs.IsMatch(pattern.TrimStart('!'), text);

    private static string Normalize(string url)
    {
        var text = url.TrimEnd('/');
        return text.EndsWith(".git", StringComparison.Ordinal) ? text[..^4].ToLowerInvariant() : text.ToLowerInvariant();
    }

    private bool Lists(string list, GroupVersionKind type, string name, bool namespaced) => _spec.Maps(list).Any(entry =>
        Globs.IsMatch(entry.Text("group"), type.Group)
        && Globs.IsMatch(entry.Text("kind"), type.Kind)
        && (namespaced || entry.Text("name") is "" || Globs.IsMatch(entry.Text("name"), name)));
}
