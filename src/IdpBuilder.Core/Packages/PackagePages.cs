using IdpBuilder.Manifests;

namespace IdpBuilder.Packages;

/// <summary>Where the pages of packages are that say so by an Ingress.</summary>
internal static class PackagePages
{
    /// <summary>The address of the first page of the platform's host, or of a host below it; empty where there is none, and for other hosts: who answers for those is not known.</summary>
    /// <param name="objects">The package's objects, as they are in the cluster.</param>
    /// <param name="platform">Where pages are.</param>
    public static string UrlOf(IEnumerable<Manifest> objects, PlatformFacts platform)
    {
        if (!platform.ServesPages)
        {
            return string.Empty;
        }

        var pages =
            from ingress in objects
            where ingress.GroupVersionKind is { Group: "networking.k8s.io", Kind: "Ingress" }
            orderby ingress.Name, ingress.Namespace
            from rule in ingress.Spec.Children("rules")
            let host = rule.Text("host")
            where host == platform.Host || host.EndsWith($".{platform.Host}", StringComparison.Ordinal)
            from path in rule.Child("http").Children("paths")
            select platform.AddressOf(host) + PlainPartOf(path.Text("path"));
        return pages.FirstOrDefault() ?? string.Empty;
    }

    // What stands before a pattern, as in /argocd(/|$)(.*), is the address.
    private static string PlainPartOf(string path)
    {
        var pattern = path.AsSpan().IndexOfAny("([*^$\\");
        var plain = pattern < 0 ? path : path[..pattern];
        return plain == "/" ? string.Empty : plain;
    }
}
