using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>Finds the addresses under which an Application's Ingresses are reached.</summary>
internal static class ExternalUrls
{
    public static IReadOnlyList<string> Of(IEnumerable<Manifest> live) =>
        live.Where(manifest => manifest is { Kind: "Ingress" })
            .SelectMany(OfIngress)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToArray();

    private static IEnumerable<string> OfIngress(Manifest ingress)
    {
        var address = ingress.Status.Map("loadBalancer").Maps("ingress")
            .Select(entry => entry.Text("hostname") is { Length: > 0 } name ? name : entry.Text("ip"))
            .FirstOrDefault(string.Empty);
        var secured = ingress.Spec.Maps("tls").SelectMany(entry => entry.Texts("hosts")).ToHashSet(StringComparer.Ordinal);
        foreach (var rule in ingress.Spec.Maps("rules"))
        {
            var host = rule.Text("host") is { Length: > 0 } own ? own : address;
            if (host.Length == 0)
            {
                continue;
            }

            foreach (var path in rule.Map("http").Maps("paths"))
            {
                var text = path.Text("path").TrimEnd('*');
                yield return $"{(secured.Contains(host) ? "https" : "http")}://{host}{(text == "/" ? string.Empty : text)}";
            }
        }
    }
}
