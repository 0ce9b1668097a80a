namespace IdpBuilder.Packages;

/// <summary>The labels and annotations that packages carry in the cluster.</summary>
public static class PackageLabels
{
    /// <summary>The package's name, under the Go tool's label.</summary>
    public const string Name = "cnoe.io/package-name";

    /// <summary>The Go tool's label for where a package comes from: <c>core</c> or <c>custom</c>.</summary>
    public const string Type = "cnoe.io/package-type";

    /// <summary>The value of <see cref="Type"/> for packages that users install.</summary>
    public const string CustomType = "custom";

    /// <summary>The value of <see cref="Type"/> for the packages that make a platform.</summary>
    public const string CoreType = "core";

    /// <summary>Marks a secret that <c>Get-IdpSecret</c> shows.</summary>
    public const string Secret = "cnoe.io/cli-secret";

    /// <summary>Label: what this module installed for a package, and may remove with it.</summary>
    public const string Owner = "idpbuilder.io/package";

    /// <summary>Annotation: the path the package was read from.</summary>
    public const string SourcePath = "idpbuilder.io/source-path";

    /// <summary>Annotation: how that path was read, as JSON.</summary>
    public const string SourceOptions = "idpbuilder.io/source-options";

    /// <summary>Annotation: the installation that wrote the object last; all objects of one installation say the same.</summary>
    public const string Installation = "idpbuilder.io/installation";

    /// <summary>Annotation: the commits the installation published, as JSON: repository → commit.</summary>
    public const string Revisions = "idpbuilder.io/revisions";

    /// <summary>Annotation: the objects beside Applications that the installation applied, as JSON.</summary>
    public const string Manifests = "idpbuilder.io/manifests";

    /// <summary>Annotation: what an earlier installation applied and the last one has still to remove, as JSON; gone when it has.</summary>
    public const string Leftovers = "idpbuilder.io/leftovers";

    /// <summary>Annotation: the objects that must be there before the package is ready, as JSON.</summary>
    public const string Ready = "idpbuilder.io/ready";

    /// <summary>Annotation: the packages this one needs, comma-separated.</summary>
    public const string DependsOn = "idpbuilder.io/depends-on";
}
