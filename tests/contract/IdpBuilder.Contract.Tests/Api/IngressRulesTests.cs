using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Platform;
using IdpBuilder.Tests;

namespace IdpBuilder.Contract.Tests.Api;

/// <summary>What core packages make of each shape of a platform: which pages lead where, and what the controllers are told. The files below <c>tests/data/ingress</c> have all of it.</summary>
public sealed class IngressRulesTests : IDisposable
{
    private const string Annotations = "nginx.ingress.kubernetes.io/";
    private const string Controllers = "ingress-nginx";

    private static readonly string[] Addresses = ["ARGO_BASE_HREF", "GITEA__server__DOMAIN", "GITEA__server__ROOT_URL", "GITEA__server__SSH_DOMAIN"];

    private static readonly (string Title, PlatformShape Shape)[] Shapes =
    [
        ("https, subdomains", Shape("https", 8443)),
        ("https, paths", Shape("https", 8443, byPath: true)),
        ("http, subdomains", Shape("http", 8080)),
        ("http, paths", Shape("http", 8080, byPath: true)),
        ("a Codespace", Shape("http", 8080, byPath: true, host: "name-8080.app.github.dev")),
        ("https on its own port behind a balancer", Shape("https", 443) with { HasIngressNode = false }),
        ("no ingress", Shape("https", 8443) with { HasIngress = false }),
    ];

    private readonly CorePackageAssembly _assembly = new();

    public void Dispose() => _assembly.Dispose();

    [Theory]
    [InlineData("argo-workflows")]
    [InlineData("argocd")]
    [InlineData("gitea")]
    [InlineData("ingress-nginx")]
    [InlineData("traefik")]
    public async Task Every_shape_of_a_platform_has_its_rules(string package)
    {
        var told = new StringBuilder();
        foreach (var (title, shape) in Shapes)
        {
            told.Append($"# {title}\n");
            foreach (var line in (await ManifestsAsync(package, shape)).SelectMany(LinesOf))
            {
                told.Append(line).Append('\n');
            }

            told.Append('\n');
        }

        var expected = await File.ReadAllTextAsync(Repository.PathOf("tests", "data", "ingress", $"{package}.txt"), TestContext.Current.CancellationToken);
        Assert.Equal(expected.ReplaceLineEndings("\n"), told.ToString());
    }

    private static PlatformShape Shape(string protocol, int port, bool byPath = false, string host = "idp.test") =>
        new(new PlatformFacts(host, port, protocol, "demo") { PathRouting = byPath }) { HasIngress = true };

    private async Task<IEnumerable<Manifest>> ManifestsAsync(string package, PlatformShape shape)
    {
        var path = Path.Combine(await _assembly.MakeAsync(package, shape), "manifests", $"{package}.yaml");
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        return new YamlManifestReader().Read(shape.Fill(text), package, []).Select(document => new Manifest((JsonObject)document.Content!));
    }

    private static IEnumerable<string> LinesOf(Manifest manifest) => manifest.Kind switch
    {
        "Ingress" => OfIngress(manifest),
        "IngressClass" => [$"{manifest}: {manifest.Spec.Text("controller")}{(manifest.Annotations.Values.Contains("true") ? ", default" : string.Empty)}"],
        "Service" when manifest.Namespace == Controllers => [$"{manifest} {TypeOf(manifest)}: {string.Join(", ", manifest.Spec.Children("ports").Select(port => $"{port["port"]} to {port["targetPort"]}"))}"],
        "Deployment" => manifest.Spec.Child("template").Child("spec").Children("containers").SelectMany(container => OfContainer(manifest, container)),
        "ConfigMap" => (manifest.Json["data"] as JsonObject ?? [])
            .Where(entry => entry.Key is "url" or "server.insecure" or "server.basehref" || manifest.Namespace == Controllers)
            .Select(entry => $"{manifest}: {entry.Key} = {entry.Value}"),
        _ => [],
    };

    private static IEnumerable<string> OfIngress(Manifest ingress)
    {
        var tls = ingress.Spec.Children("tls").Select(entry => $"{string.Join(' ', entry["hosts"]!.AsArray())} {entry.Text("secretName")}".TrimEnd());
        yield return $"{ingress} of {ingress.Spec.Text("ingressClassName")}{string.Concat(tls.Select(entry => $", TLS of {entry}"))}";
        foreach (var annotation in ingress.Annotations.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            yield return $"  {annotation.Key.Replace(Annotations, string.Empty, StringComparison.Ordinal)}: {annotation.Value}";
        }

        foreach (var rule in ingress.Spec.Children("rules"))
        {
            foreach (var path in rule.Child("http").Children("paths"))
            {
                var service = path.Child("backend").Child("service");
                yield return $"  {rule.Text("host")} {path.Text("path")} ({path.Text("pathType")}) to {service.Text("name")}, port {service.Child("port").Text("name")}";
            }
        }
    }

    // Addresses and what the controllers are told; the rest is the same for every shape.
    private static IEnumerable<string> OfContainer(Manifest deployment, JsonObject container)
    {
        var told = (container["args"] as JsonArray ?? []).Where(_ => deployment.Namespace == Controllers).Select(argument => (string)argument!);
        var set = container.Children("env")
            .Where(setting => setting.Text("value").Length > 0 && (deployment.Namespace == Controllers || Addresses.Contains(setting.Text("name"))))
            .Select(setting => $"{setting.Text("name")} = {setting.Text("value")}");
        foreach (var line in told.Concat(set))
        {
            yield return $"{deployment}: {line}";
        }

        foreach (var port in container.Children("ports").Where(port => port["hostPort"] is not null))
        {
            yield return $"{deployment}: port {port["hostPort"]} of the node to {port.Text("name")}";
        }

        if (deployment.Spec.Child("template").Child("spec").Child("nodeSelector").Text("ingress-ready") is { Length: > 0 } ready)
        {
            yield return $"{deployment}: on nodes with ingress-ready = {ready}";
        }
    }

    private static string TypeOf(Manifest service) => service.Spec.Text("type") is { Length: > 0 } type ? type : "ClusterIP";
}
