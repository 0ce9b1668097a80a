using System.Text.RegularExpressions;
using IdpBuilder.Manifests;

namespace IdpBuilder.Packages;

/// <summary>The names that Kubernetes takes.</summary>
public static partial class KubernetesNames
{
    private const int LongestSubdomain = 253;
    private const int LongestLabel = 63;

    /// <summary>Whether a text is a DNS label: lower-case letters, digits and dashes, at most 63.</summary>
    public static bool IsLabel(string text) => text.Length is > 0 and <= LongestLabel && Label().IsMatch(text);

    /// <summary>Whether a text is a DNS subdomain: labels joined by dots, at most 253 characters.</summary>
    public static bool IsSubdomain(string text) => text.Length is > 0 and <= LongestSubdomain && Subdomain().IsMatch(text);

    /// <summary>Whether a text can be the value of a label.</summary>
    public static bool IsLabelValue(string text) => text.Length <= LongestLabel && LabelValue().IsMatch(text);

    /// <summary>Whether a text can name a package: it becomes the name of objects and the value of a label.</summary>
    public static bool IsPackageName(string text) => IsSubdomain(text) && IsLabelValue(text);

    /// <summary>Whether the API takes the name for an object of its type.</summary>
    public static bool IsNameOf(Manifest manifest) => manifest.GroupVersionKind switch
    {
        { Group: "rbac.authorization.k8s.io" } => manifest.Name is not ("." or "..") && !manifest.Name.AsSpan().ContainsAny('/', '%'),
        { Group: "", Kind: "Namespace" or "Service" } => IsLabel(manifest.Name),
        _ => IsSubdomain(manifest.Name),
    };

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Subdomain();

    [GeneratedRegex(@"^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex LabelValue();
}
