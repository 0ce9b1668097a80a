namespace IdpBuilder.Packages.Reading;

/// <summary>What an <c>idp.yaml</c> says.</summary>
/// <param name="Name">The package's name; empty when it leaves that to the Application.</param>
/// <param name="Description">What the package does.</param>
/// <param name="Parameters">The parameters it declares.</param>
/// <param name="DependsOn">The packages it needs, each with its place.</param>
/// <param name="Ready">The objects it calls itself ready by.</param>
/// <param name="Span">Where the declaration begins.</param>
internal sealed record PackageDeclaration(
    string Name,
    string Description,
    IReadOnlyList<PackageParameter> Parameters,
    IReadOnlyList<(string Package, SourceSpan Span)> DependsOn,
    IReadOnlyList<ReadyObject> Ready,
    SourceSpan Span)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "idp.yaml";

    /// <summary>The only <c>apiVersion</c> there is.</summary>
    public const string ApiVersion = "idpbuilder.io/v1alpha1";

    /// <summary>The kind.</summary>
    public const string Kind = "Package";
}
