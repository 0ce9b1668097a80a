using System.Text.Json;
using IdpBuilder.Rendering;

namespace IdpBuilder.Errors;

/// <summary>The failures of making manifests of a source; an Application shows them as its ComparisonError.</summary>
internal static class RenderingFailures
{
    public static RenderingException Unreachable(ApplicationSource source) => new(
        $"repository '{source.RepoUrl}' at revision '{(source.TargetRevision.Length == 0 ? "HEAD" : source.TargetRevision)}' is not there: "
        + "remote repositories are not reachable from the embedded cluster; serve the content with cnoe://, or use a cluster with Argo CD")
    {
        IsElsewhere = true,
    };

    public static RenderingException ChartRepository(ApplicationSource source) => new(
        $"chart '{source.Chart}' of repository '{source.RepoUrl}': chart repositories are not reachable from the embedded cluster; "
        + "put the chart beside the package and name it with cnoe://")
    {
        IsElsewhere = true,
    };

    public static RenderingException NoSuchPath(string path) => new($"{path}: app path does not exist");

    public static RenderingException PathOutside(string path) => new($"app path '{path}' points outside of its repository");

    public static RenderingException FileOutside(string path) => new($"file '{path}' points outside of its repository");

    public static RenderingException FileNotWritten(string path, Exception cause) =>
        new($"file '{path}' could not be written out for rendering: {cause.Message}", cause);

    public static RenderingException SeveralTypes(IEnumerable<SourceType> types) => new($"multiple application sources defined: {string.Join(',', types)}");

    public static RenderingException Plugin() => new("config management plugins run in Argo CD only; use a cluster with Argo CD")
    {
        IsElsewhere = true,
    };

    public static RenderingException Jsonnet(string file) => new(
        $"Failed to evaluate jsonnet \"{file}\": jsonnet is evaluated by Argo CD only; use a cluster with Argo CD, or exclude the file")
    {
        IsElsewhere = true,
    };

    public static RenderingException NoHelm() => new(
        "Helm charts are rendered by `helm`, which was not found on the PATH; install helm, or render the chart into plain manifests")
    {
        IsElsewhere = true,
    };

    public static RenderingException NoKustomize() => new(
        "kustomizations are built by `kustomize` or `kubectl`, neither of which was found on the PATH; install one, or build the kustomization into plain manifests")
    {
        IsElsewhere = true,
    };

    public static RenderingException KustomizationHas(string kind, string name) => new(
        $"{kind} {name} is in the kustomization already; set forceCommonLabels or forceCommonAnnotations to replace it");

    public static RenderingException LabelTemplates() => new("labelIncludeTemplates needs labelWithoutSelector: with selectors, templates are labelled anyway");

    public static RenderingException ReplicasUnreadable(string name) => new($"the count of the replicas of '{name}' is no whole number");

    public static RenderingException RemoteValuesFile(string file) => new(
        $"values file '{file}': remote files are read by Argo CD only; put the file beside the chart")
    {
        IsElsewhere = true,
    };

    public static RenderingException ReferenceName(string reference) => new(
        $"sources.ref {reference} cannot contain any special characters except '_' and '-'");

    public static RenderingException ReferenceTwice() => new("invalid sources: multiple sources had the same `ref` key");

    public static RenderingException ReferenceUnknown(string reference) => new(
        $"source referenced \"${reference}\", but no source has a 'ref' field defined");

    public static RenderingException ReferenceToChart() => new(
        "source has a 'chart' field defined, but Helm charts are not yet not supported for 'ref' sources");

    public static RenderingException Mistake(string file, Diagnostic mistake) => new(
        $"Failed to unmarshal \"{file}\": {mistake.Message} ({mistake.Span})");

    public static RenderingException OverrideUnreadable(string file, IReadOnlyList<Diagnostic> mistakes) => new(
        $"error while parsing source parameters: {file}: {(mistakes.Count > 0 ? $"{mistakes[0].Message} ({mistakes[0].Span})" : "it is no mapping")}");

    public static RenderingException NoMapping(string file, JsonValueKind kind) => new(
        $"Failed to unmarshal \"{file}\": a manifest is a map, not {kind}");

    public static RenderingException NoKind(string file, string manifest) => new(
        $"Failed to unmarshal \"{file}\": Object 'Kind' is missing in '{manifest}'");

    public static RenderingException ProgramFailed(string commandLine, int exitCode, string complaint) => new(
        $"`{commandLine}` failed exit status {exitCode}: {complaint}");

    public static RenderingException ProgramTooSlow(string program, TimeSpan longest) => new(
        $"`{program}` did not end within {longest.TotalSeconds} seconds");

    public static RenderingException ProgramNotStarted(string program, Exception cause) => new(
        $"'{program}' could not be started: {cause.Message}; mend it, or take it off the PATH", cause);
}
