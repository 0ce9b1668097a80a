using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Packages.State;

namespace IdpBuilder;

/// <summary>How a package was read when it was installed, so that it can be read so again.</summary>
/// <param name="Recurse">Whether directories below were searched too.</param>
/// <param name="Namespace">Where the manifests of a directory without an Application were sent; empty for the package's name.</param>
/// <param name="Parameters">The parameters that were given values. The values may be secret, and are not kept.</param>
public sealed record SourceOptions(bool Recurse, string Namespace, IReadOnlyList<string> Parameters)
{
    /// <summary>A directory's own files, its own namespace, and defaults.</summary>
    public static SourceOptions Default { get; } = new(false, string.Empty, []);

    /// <summary>Reads the annotation; what is missing or was spoiled by somebody is as by default.</summary>
    public static SourceOptions Read(string? annotation) => AnnotationJson.Parse(annotation) is JsonObject json
        ? new SourceOptions(json.Flag("recurse"), json.Text("namespace"), [.. json.Texts("parameters")])
        : Default;

    /// <summary>What the cluster keeps.</summary>
    public string ToAnnotation() => new JsonObject
    {
        ["recurse"] = Recurse,
        ["namespace"] = Namespace,
        ["parameters"] = new JsonArray([.. Parameters.Select(name => JsonValue.Create(name))]),
    }.ToJsonString();

    /// <summary>As the options of <c>Install-IdpPackage</c>; empty when there were none.</summary>
    public override string ToString()
    {
        string[] given =
        [
            Recurse ? "-Recurse" : string.Empty,
            Namespace.Length > 0 ? $"-Namespace {Namespace}" : string.Empty,
            Parameters.Count > 0 ? $"-Parameter {string.Join(", ", Parameters)}" : string.Empty,
        ];
        return string.Join(' ', given.Where(option => option.Length > 0));
    }
}
