using System.Text.RegularExpressions;

namespace IdpBuilder.Rendering;

/// <summary>The variables that Argo CD offers to the rendering of a source.</summary>
internal sealed partial class BuildEnvironment
{
    private readonly Dictionary<string, string> _values;

    public BuildEnvironment(RenderRequest request, ApplicationSource source, string revision) => _values = new(StringComparer.Ordinal)
    {
        ["ARGOCD_APP_NAME"] = request.Application,
        ["ARGOCD_APP_NAMESPACE"] = request.Destination,
        ["ARGOCD_APP_PROJECT_NAME"] = request.Project,
        ["ARGOCD_APP_REVISION"] = revision,
        ["ARGOCD_APP_REVISION_SHORT"] = revision.Length > 7 ? revision[..7] : revision,
        ["ARGOCD_APP_REVISION_SHORT_8"] = revision.Length > 8 ? revision[..8] : revision,
        ["ARGOCD_APP_SOURCE_REPO_URL"] = source.RepoUrl,
        ["ARGOCD_APP_SOURCE_PATH"] = source.Path,
        ["ARGOCD_APP_SOURCE_TARGET_REVISION"] = source.TargetRevision,
    };

    /// <summary>Replaces <c>$NAME</c> and <c>${NAME}</c>; <c>$$</c> is a dollar sign, unknown names are empty.</summary>
    public string Substitute(string text) => !text.Contains('$', StringComparison.Ordinal)
        ? text
        : VariablePattern().Replace(text, match => match.Value == "$$" ? "$" : _values.GetValueOrDefault(match.Groups["name"].Value, string.Empty));

    [GeneratedRegex(@"\$\$|\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)\}|\$(?<name>[A-Za-z_][A-Za-z0-9_]*)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex VariablePattern();
}
