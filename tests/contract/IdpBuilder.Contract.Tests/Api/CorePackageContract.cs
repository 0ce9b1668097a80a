using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Platform;

namespace IdpBuilder.Contract.Tests.Api;

/// <summary>The manifests of core packages that are the module's own, as a server judges them.</summary>
public abstract class CorePackageContract(ApiUnderTest server)
{
    [Theory]
    [InlineData("argo-workflows", true)]
    [InlineData("argo-workflows", false)]
    [InlineData("gitea", true)]
    [InlineData("gitea", false)]
    [InlineData("traefik", true)]
    [InlineData("traefik", false)]
    public async Task Every_object_is_taken_with_every_field_and_without_a_warning(string package, bool byPath)
    {
        var home = await server.NamespaceAsync();
        var types = await server.Api.DiscoverAsync(refresh: false, CancellationToken.None);
        var objections = new List<string>();
        foreach (var manifest in await ManifestsOfAsync(package, byPath))
        {
            var type = types.Single(served => served.Type == manifest.GroupVersionKind);
            if (type.Namespaced)
            {
                manifest.Json["metadata"]!["namespace"] = home;
            }

            objections.AddRange((await TryAsync(manifest, type)).Select(objection => $"{manifest.Kind} {manifest.Name}: {objection}"));
        }

        Assert.True(objections.Count == 0, string.Join("\n", objections));
    }

    private static async Task<IReadOnlyList<Manifest>> ManifestsOfAsync(string package, bool byPath)
    {
        using var assembly = new CorePackageAssembly();
        var facts = PlatformFacts.Default with { PathRouting = byPath, Protocol = byPath ? "http" : "https", Port = byPath ? 80 : 8443 };
        var folder = await assembly.MakeAsync(package, new PlatformShape(facts) { HasIngress = true, HasIngressNode = !byPath });
        var text = await File.ReadAllTextAsync(Path.Combine(folder, "manifests", $"{package}.yaml"), TestContext.Current.CancellationToken);
        return [.. new YamlManifestReader().Read(text, package, []).Select(document => new Manifest((JsonObject)document.Content!))];
    }

    private async Task<IReadOnlyList<string>> TryAsync(Manifest manifest, ApiResource type)
    {
        var group = type.Type.Group.Length == 0 ? "/api/v1" : $"/apis/{type.Type.ApiVersion}";
        var place = type.Namespaced ? $"/namespaces/{manifest.Namespace}" : string.Empty;
        var path = $"{group}{place}/{type.Plural}/{manifest.Name}?dryRun=All&fieldManager=test&fieldValidation=Strict";
        using var request = new HttpRequestMessage(HttpMethod.Patch, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(manifest.Json.ToJsonString()));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/apply-patch+yaml");
        using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var warnings = response.Headers.TryGetValues("Warning", out var said) ? said.ToArray() : [];
        return response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created
            ? warnings
            : [.. warnings, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)];
    }
}
