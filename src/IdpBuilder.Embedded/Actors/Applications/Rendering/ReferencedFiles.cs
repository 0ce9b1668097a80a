using IdpBuilder.Embedded.Git;

namespace IdpBuilder.Embedded.Actors.Applications.Rendering;

/// <summary>The files of an Application's other sources, which are addressed as <c>$ref/path</c>.</summary>
internal sealed class ReferencedFiles(IReadOnlyList<ApplicationSource> sources, IRepositoryReader repositories)
{
    /// <summary>A name that is unique among referenced files, and the content; null when the repository lacks the file.</summary>
    public async Task<(string Name, ReadOnlyMemory<byte>? Content)> ReadAsync(string file, CancellationToken stop)
    {
        var parts = file[1..].Split('/', 2);
        var source = sources.FirstOrDefault(candidate => candidate.Ref.Length > 0 && candidate.Ref == parts[0])
            ?? throw new RenderingException($"source referenced \"${parts[0]}\", but no source has a 'ref' field defined");
        if (source.Chart.Length > 0)
        {
            throw new RenderingException("source has a 'chart' field defined, but Helm charts are not yet not supported for 'ref' sources");
        }

        var snapshot = await repositories.ReadAsync(source.RepoUrl, source.TargetRevision, stop).ConfigureAwait(false)
            ?? throw RepositoryErrors.Unreachable(source);
        var content = new SourceContent(snapshot.Files, string.Empty);
        var path = parts.Length > 1 ? parts[1] : string.Empty;
        return ($"{parts[0]}/{path}", content.Repository.TryGetValue(path, out var bytes) ? bytes : null);
    }
}
