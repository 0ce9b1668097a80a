using System.Text.Json.Nodes;
using IdpBuilder.Git;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Generators;

/// <summary>A set of parameters for each directory, or each file, of a repository.</summary>
internal sealed class GitGenerator : IParameterGenerator
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromMinutes(3);

    /// <inheritdoc/>
    public string Field => "git";

    /// <inheritdoc/>
    public TimeSpan? LookAgainAfter(JsonObject settings) => settings.Number("requeueAfterSeconds") is { } seconds and >= 0 ? TimeSpan.FromSeconds(seconds) : DefaultInterval;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Dictionary<string, object?>>> GenerateAsync(JsonObject settings, GeneratorContext context, CancellationToken stop)
    {
        if (!context.Project.Contains("{{", StringComparison.Ordinal) && !context.Inventory.HasProject(context.Project))
        {
            throw new GenerationException(
                $"error getting project {context.Project}: AppProject.argoproj.io \"{context.Project}\" not found");
        }

        var (directories, files) = (settings.Maps("directories").ToList(), settings.Maps("files").ToList());
        if (directories.Count == 0 && files.Count == 0)
        {
            throw new GenerationException("ApplicationSet is empty");
        }

        var ofDirectories = directories.Count > 0;
        var content = await ReadAsync(settings, context, ofDirectories, stop).ConfigureAwait(false);
        var sets = ofDirectories
            ? GitDirectories.ParametersOf(content, directories, settings, context)
            : GitFiles.ParametersOf(content, files, settings, context);
        foreach (var set in sets)
        {
            TemplatedValues.Append(settings.TextMap("values"), set, context.Language);
        }

        return sets;
    }

    private static async ValueTask<RepositorySnapshot> ReadAsync(JsonObject settings, GeneratorContext context, bool ofDirectories, CancellationToken stop)
    {
        var (url, revision) = (settings.Text("repoURL"), settings.Text("revision"));
        var content = await context.Repositories.ReadAsync(url, revision, stop).ConfigureAwait(false);
        var what = ofDirectories ? "error getting directories from repo: error retrieving Git Directories" : "error retrieving Git files";
        return content ?? throw new GenerationException(
            $"error generating params from git: {what}: unable to resolve git revision {revision}: repository '{url}' not found");
    }
}
