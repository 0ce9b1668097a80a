using IdpBuilder.Manifests;

namespace IdpBuilder.Packages;

/// <summary>The types by which a package speaks to Argo CD.</summary>
public static class ArgoTypes
{
    /// <summary>The namespace where Argo CD looks for Applications.</summary>
    public const string Namespace = "argocd";

    /// <summary>The finalizer by which deleting an Application deletes what it deployed.</summary>
    public const string CascadeFinalizer = "resources-finalizer.argocd.argoproj.io";

    /// <summary>An Application.</summary>
    public static GroupVersionKind Application { get; } = new("argoproj.io", "v1alpha1", "Application");

    /// <summary>An ApplicationSet.</summary>
    public static GroupVersionKind ApplicationSet { get; } = new("argoproj.io", "v1alpha1", "ApplicationSet");

    /// <summary>Whether a cluster has Argo CD, as far as its types tell.</summary>
    public static bool AreServed(IReadOnlyList<ApiResource> served) =>
        served.Any(resource => resource.Type == Application) && served.Any(resource => resource.Type == ApplicationSet);

    /// <summary>Whether a manifest is an Application or an ApplicationSet.</summary>
    public static bool IsApplication(Manifest manifest) =>
        manifest.GroupVersionKind is { Group: "argoproj.io", Kind: "Application" or "ApplicationSet" };
}
