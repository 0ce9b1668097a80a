namespace IdpBuilder.Secrets;

/// <summary>The labels by which a package offers a Secret to its users; the Go tool's own.</summary>
public static class SecretLabels
{
    /// <summary>Says with <c>true</c> that the Secret is for users.</summary>
    public const string Offered = "cnoe.io/cli-secret";

    /// <summary>Names the package it belongs to.</summary>
    public const string Package = "cnoe.io/package-name";

    /// <summary>Says whether a package is <c>core</c> or <c>custom</c>.</summary>
    public const string PackageType = "cnoe.io/package-type";
}
