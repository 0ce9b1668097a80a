using IdpBuilder.Errors;
using IdpBuilder.Git;


namespace IdpBuilder.Rendering;

/// <summary>The files of an Application's other sources, which are addressed as <c>$ref/path</c>.</summary>
internal sealed class ReferencedFiles(IReadOnlyList<ApplicationSource> sources, IRepositoryReader repositories)
{
    /// <summary>Whether a file is addressed so; with one source alone a <c>$</c> begins a build variable.</summary>
    public bool Name(string file) => sources.Count > 1 && file.StartsWith('$');

    /// <summary>A name that is unique among referenced files, and the content; null when the repository lacks the file.</summary>
    public async Task<(string Name, ReadOnlyMemory<byte>? Content)> ReadAsync(string file, BuildEnvironment environment, CancellationToken stop)
    {
        var parts = file[1..].Split('/', 2);
        var source = sources.FirstOrDefault(candidate => candidate.Ref.Length > 0 && candidate.Ref == parts[0])
            ?? throw RenderingFailures.ReferenceUnknown(parts[0]);
        if (source.Chart.Length > 0)
        {
            throw RenderingFailures.ReferenceToChart();
        }

        var snapshot = await repositories.ReadAsync(source.RepoUrl, source.TargetRevision, stop).ConfigureAwait(false)
            ?? throw RenderingFailures.Unreachable(source);
        var content = new SourceContent(snapshot.Files, string.Empty);
        var path = parts.Length > 1 ? environment.Substitute(parts[1]) : string.Empty;
        return ($"{parts[0]}/{path}", content.Repository.TryGetValue(path, out var bytes) ? bytes : null);
    }
}
