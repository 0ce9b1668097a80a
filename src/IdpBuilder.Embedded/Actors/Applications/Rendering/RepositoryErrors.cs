namespace IdpBuilder.Embedded.Actors.Applications.Rendering;

/// <summary>The failures of reading a repository.</summary>
internal static class RepositoryErrors
{
    public static RenderingException Unreachable(ApplicationSource source) => new(
        $"repository '{source.RepoUrl}' at revision '{(source.TargetRevision.Length == 0 ? "HEAD" : source.TargetRevision)}' is not there: "
        + "remote repositories are not reachable from the embedded cluster; serve the content with cnoe://, or use a cluster with Argo CD");

    public static RenderingException ChartRepository(ApplicationSource source) => new(
        $"chart '{source.Chart}' of repository '{source.RepoUrl}': chart repositories are not reachable from the embedded cluster; "
        + "put the chart beside the package and name it with cnoe://");

    public static RenderingException NoSuchPath(ApplicationSource source) => new($"{source.Path}: app path does not exist");
}
