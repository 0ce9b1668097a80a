using System.Text.Json.Nodes;
using IdpBuilder.Comparison;
using IdpBuilder.Manifests;

namespace IdpBuilder.Rendering;

/// <summary>Which files of a source are manifests: those with the endings of manifests that its <c>directory</c> options choose.</summary>
/// <param name="options">The options; null for none.</param>
internal sealed class DirectoryChoice(JsonObject? options)
{
    /// <summary>The ending of programs that only Argo CD evaluates.</summary>
    public const string Jsonnet = ".jsonnet";

    private const string SkipMark = "+argocd:skip-file-rendering";

    private static readonly string[] Extensions = [".yaml", ".yml", ".json", Jsonnet];

    private readonly bool _anyExtension = options.Flag("disableExtensionFilter");
    private readonly bool _recurse = options.Flag("recurse");
    private readonly string _include = options.Text("include");
    private readonly string _exclude = options.Text("exclude");

    /// <summary>Whether a file's text asks to be left alone.</summary>
    public static bool IsSkipped(string text) => text.Contains(SkipMark, StringComparison.Ordinal);

    /// <summary>Whether a file, named relative to the source's path, is chosen.</summary>
    public bool Includes(string file) =>
        (_recurse || !file.Contains('/', StringComparison.Ordinal))
        && (_anyExtension || Array.Exists(Extensions, extension => file.EndsWith(extension, StringComparison.Ordinal)))
        && (_include.Length == 0 || Globs.IsMatch(_include, file))
        && (_exclude.Length == 0 || !Globs.IsMatch(_exclude, file));
}
