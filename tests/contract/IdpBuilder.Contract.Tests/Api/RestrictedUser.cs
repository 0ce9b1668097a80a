using System.Net;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Rights;

namespace IdpBuilder.Contract.Tests.Api;

/// <summary>A service account that has certain rights and no others.</summary>
internal static class RestrictedUser
{
    /// <summary>An adapter for somebody who has these rights; the namespaces that they name are made.</summary>
    public static async Task<IKubernetesApi> ConnectAsync(ApiUnderTest server, IReadOnlyList<NeededRight> rights)
    {
        var home = await server.NamespaceAsync();
        await server.Api.CreateAsync(Objects.Parse($$$"""{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"worker","namespace":"{{{home}}}"}}"""), WriteOptions.Default, CancellationToken.None);
        foreach (var space in rights.GroupBy(right => right.Namespace))
        {
            var rules = new JsonArray([.. space.Select(right => new JsonObject { ["apiGroups"] = new JsonArray(right.Group), ["resources"] = new JsonArray(right.Resource), ["verbs"] = new JsonArray(right.Verb) })]);
            await GrantAsync(server, space.Key, home, rules);
        }

        var (code, answer) = await server.SendAsync(
            HttpMethod.Post, $"/api/v1/namespaces/{home}/serviceaccounts/worker/token", """{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{"audiences":[]}}""");
        Assert.Equal(HttpStatusCode.Created, code);
        return server.Connect((string)answer["status"]!["token"]!);
    }

    private static async Task GrantAsync(ApiUnderTest server, string space, string home, JsonArray rules)
    {
        var cluster = space.Length == 0 ? "Cluster" : string.Empty;
        if (space.Length > 0)
        {
            await server.Api.ApplyAsync(Objects.Namespace(space), WriteOptions.Default, CancellationToken.None);
        }

        JsonObject Metadata() => space.Length == 0 ? new JsonObject { ["name"] = home } : new JsonObject { ["name"] = home, ["namespace"] = space };
        await server.Api.CreateAsync(
            new Manifest(new JsonObject { ["apiVersion"] = "rbac.authorization.k8s.io/v1", ["kind"] = $"{cluster}Role", ["metadata"] = Metadata(), ["rules"] = rules }), WriteOptions.Default, CancellationToken.None);
        await server.Api.CreateAsync(
            new Manifest(new JsonObject
            {
                ["apiVersion"] = "rbac.authorization.k8s.io/v1",
                ["kind"] = $"{cluster}RoleBinding",
                ["metadata"] = Metadata(),
                ["roleRef"] = new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = $"{cluster}Role", ["name"] = home },
                ["subjects"] = new JsonArray(new JsonObject { ["kind"] = "ServiceAccount", ["name"] = "worker", ["namespace"] = home }),
            }),
            WriteOptions.Default,
            CancellationToken.None);
    }
}
