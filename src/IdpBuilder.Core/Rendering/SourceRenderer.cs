using System.Collections.Concurrent;
using IdpBuilder.Errors;
using IdpBuilder.Git;
using IdpBuilder.Manifests;

namespace IdpBuilder.Rendering;

/// <summary>Makes manifests of an Application's sources; what was made of a revision is kept.</summary>
/// <param name="repositories">Where the sources are read.</param>
/// <param name="reader">Reads their manifests.</param>
/// <param name="programs">Renders charts and kustomizations.</param>
public sealed class SourceRenderer(IRepositoryReader repositories, IManifestReader reader, IProgramRunner programs)
{
    /// <summary>More than any cluster on one machine uses at a time; when it is full, everything is made anew.</summary>
    private const int Capacity = 2000;

    private readonly ManifestTexts _texts = new(reader);
    private readonly ConcurrentDictionary<string, RenderedSource> _rendered = new(StringComparer.Ordinal);

    /// <summary>Renders every source. Throws a <see cref="RenderingException"/> that says what failed.</summary>
    /// <param name="sources">The sources in order.</param>
    /// <param name="revisions">The revisions to take; an empty one stands for the source's own.</param>
    /// <param name="request">What is rendered for.</param>
    /// <param name="afresh">Whether nothing kept is used.</param>
    /// <param name="stop">Ends programs that are running.</param>
    public async Task<IReadOnlyList<RenderedSource>> RenderAsync(
        IReadOnlyList<ApplicationSource> sources, IReadOnlyList<string> revisions, RenderRequest request, bool afresh, CancellationToken stop)
    {
        CheckReferences(sources);
        var results = new List<RenderedSource>(sources.Count);
        for (var index = 0; index < sources.Count; index++)
        {
            var revision = index < revisions.Count && revisions[index].Length > 0 ? revisions[index] : sources[index].TargetRevision;
            results.Add(await RenderAsync(sources[index], sources, revision, request, afresh, stop).ConfigureAwait(false));
        }

        return results;
    }

    /// <summary>Renders one of several sources. Throws a <see cref="RenderingException"/> that says what failed.</summary>
    /// <param name="source">The source.</param>
    /// <param name="all">All sources of its Application, which may lend it files.</param>
    /// <param name="request">What is rendered for.</param>
    /// <param name="stop">Ends programs that are running.</param>
    public Task<RenderedSource> RenderAsync(
        ApplicationSource source, IReadOnlyList<ApplicationSource> all, RenderRequest request, CancellationToken stop)
    {
        CheckReferences(all);
        return RenderAsync(source, all, source.TargetRevision, request, afresh: false, stop);
    }

    private static void CheckReferences(IReadOnlyList<ApplicationSource> sources)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var reference in sources.Select(source => source.Ref).Where(reference => reference.Length > 0))
        {
            if (!reference.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-'))
            {
                throw RenderingFailures.ReferenceName(reference);
            }

            if (!seen.Add(reference))
            {
                throw RenderingFailures.ReferenceTwice();
            }
        }
    }

    private async Task<RenderedSource> RenderAsync(
        ApplicationSource source, IReadOnlyList<ApplicationSource> all, string revision, RenderRequest request, bool afresh, CancellationToken stop)
    {
        if (source.Chart.Length > 0)
        {
            throw RenderingFailures.ChartRepository(source);
        }

        var snapshot = await repositories.ReadAsync(source.RepoUrl, revision, stop).ConfigureAwait(false)
            ?? throw RenderingFailures.Unreachable(source);
        if (source is { Path.Length: 0, Ref.Length: > 0 })
        {
            return new RenderedSource(snapshot.Revision, SourceType.Directory, []);
        }

        // What depends on other sources is not kept: their revisions would have to be part of the key.
        var key = all.Count > 1 ? string.Empty : $"{snapshot.Revision}\n{request}\n{source.Json.ToJsonString()}";
        if (!afresh && key.Length > 0 && _rendered.TryGetValue(key, out var known))
        {
            return known;
        }

        var rendered = await RenderAsync(source, all, snapshot, request, stop).ConfigureAwait(false);
        Keep(key, rendered);
        return rendered;
    }

    private void Keep(string key, RenderedSource rendered)
    {
        if (_rendered.Count >= Capacity)
        {
            _rendered.Clear();
        }

        if (key.Length > 0)
        {
            _rendered[key] = rendered;
        }
    }

    private async Task<RenderedSource> RenderAsync(
        ApplicationSource written, IReadOnlyList<ApplicationSource> all, RepositorySnapshot snapshot, RenderRequest request, CancellationToken stop)
    {
        var content = new SourceContent(snapshot.Files, written.Path);
        if (content.Files.Count == 0)
        {
            throw RenderingFailures.NoSuchPath(written.Path);
        }

        var source = SourceOverrides.Apply(written, content, request.Application, reader);

        var environment = new BuildEnvironment(request, source, snapshot.Revision);
        var type = SourceDetection.TypeOf(source, content);
        var manifests = type switch
        {
            SourceType.Directory => new DirectoryRenderer(_texts).Render(source, content),
            SourceType.Helm => await new HelmRenderer(programs, _texts, new ReferencedFiles(all, repositories))
                .RenderAsync(source, content, request, environment, stop).ConfigureAwait(false),
            SourceType.Kustomize => await new KustomizeRenderer(programs, _texts).RenderAsync(source, content, environment, stop).ConfigureAwait(false),
            _ => throw RenderingFailures.Plugin(),
        };
        return new RenderedSource(snapshot.Revision, type, manifests);
    }
}
