using IdpBuilder.Errors;

namespace IdpBuilder.Rendering;

/// <summary>Finds out what a source is made of: what its spec says, else what its files say.</summary>
internal static class SourceDetection
{
    public static SourceType TypeOf(ApplicationSource source, SourceContent content)
    {
        var named = new (bool IsSet, SourceType Type)[]
        {
            (source.Kustomize is not null, SourceType.Kustomize),
            (source.Helm is not null, SourceType.Helm),
            (source.Directory is not null, SourceType.Directory),
            (source.Plugin is not null, SourceType.Plugin),
        }.Where(entry => entry.IsSet).Select(entry => entry.Type).ToArray();
        if (named.Length > 1)
        {
            throw RenderingFailures.SeveralTypes(named);
        }

        if (named.Length == 1)
        {
            return named[0];
        }

        if (content.Has("Chart.yaml"))
        {
            return SourceType.Helm;
        }

        return content.Has("kustomization.yaml") || content.Has("kustomization.yml") || content.Has("Kustomization")
            ? SourceType.Kustomize
            : SourceType.Directory;
    }
}
