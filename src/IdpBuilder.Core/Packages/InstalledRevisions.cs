using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Packages.State;

namespace IdpBuilder.Packages;

/// <summary>The commits that the last installation published for an Application: what must be compared and synced before it is ready.</summary>
public sealed class InstalledRevisions
{
    private readonly IReadOnlyDictionary<string, string> _commits;

    private InstalledRevisions(IReadOnlyDictionary<string, string> commits) => _commits = commits;

    /// <summary>Nothing was published, or nobody knows.</summary>
    public static InstalledRevisions None { get; } = new(new Dictionary<string, string>());

    /// <summary>Whether nothing was published.</summary>
    public bool IsEmpty => _commits.Count == 0;

    /// <summary>What an Application's or ApplicationSet's annotation says.</summary>
    public static InstalledRevisions Of(Manifest application) =>
        AnnotationJson.Parse(application.Annotation(PackageLabels.Revisions)) is JsonObject commits
            ? new InstalledRevisions(commits.Where(entry => entry.Value?.GetValueKind() == JsonValueKind.String)
                .ToDictionary(entry => entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal))
            : None;

    /// <summary>The text of the annotation.</summary>
    /// <param name="commits">Repository → commit.</param>
    public static string ToAnnotation(IReadOnlyDictionary<string, string> commits)
    {
        var json = new JsonObject();
        foreach (var (repository, commit) in commits.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            json[repository] = commit;
        }

        return json.ToJsonString();
    }

    /// <summary>Whether revisions, one for each source in order, are the installed ones wherever a source is a published repository.</summary>
    /// <param name="application">The Application with its sources.</param>
    /// <param name="revisions">What was compared or synced.</param>
    public bool Match(Manifest application, IReadOnlyList<string> revisions)
    {
        var sources = ApplicationSources.Of(application).ToArray();
        for (var index = 0; index < sources.Length; index++)
        {
            if (CommitOf(ApplicationSources.Text(sources[index].Source, "repoURL")) is { } commit
                && revisions.ElementAtOrDefault(index) != commit)
            {
                return false;
            }
        }

        return true;
    }

    private string? CommitOf(string url)
    {
        var name = url.TrimEnd('/');
        name = name[(name.LastIndexOf('/') + 1)..];
        name = name.EndsWith(".git", StringComparison.Ordinal) ? name[..^4] : name;
        return _commits.GetValueOrDefault(name);
    }
}
