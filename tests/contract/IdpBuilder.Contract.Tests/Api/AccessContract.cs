using System.Net;
using System.Text.Json.Nodes;
using IdpBuilder.Clusters;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Rights;

namespace IdpBuilder.Contract.Tests.Api;

/// <summary>What the token of a service account may do, and what the server says about it.</summary>
public abstract class AccessContract(ApiUnderTest server)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_service_account_may_do_what_its_roles_allow_and_nothing_else()
    {
        var space = await server.NamespaceAsync();
        await using var api = server.Connect(await TokenAsync(space));
        await GrantAsync(space, """[{"apiGroups":[""],"resources":["configmaps"],"verbs":["get","list","create"]}]""");

        await api.CreateAsync(Objects.ConfigMap(space, "mine"), WriteOptions.Default, None);
        var failure = await Assert.ThrowsAsync<KubernetesApiException>(
            () => api.DeleteAsync(Objects.To(Objects.ConfigMap(space, "mine")), DeletionOptions.Default, None));

        Assert.Equal(("ApiForbidden", 403), (failure.Id, failure.Code));
        Assert.Contains($"User \"system:serviceaccount:{space}:worker\" cannot delete resource \"configmaps\"", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"in the namespace \"{space}\"", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_of_a_service_account_that_is_gone_is_refused()
    {
        var space = await server.NamespaceAsync();
        await using var api = server.Connect(await TokenAsync(space));
        await server.Api.DeleteAsync(
            new ResourceReference(new GroupVersionKind("", "v1", "ServiceAccount"), space, "worker"), DeletionOptions.Default, None);

        var failure = await Assert.ThrowsAsync<KubernetesApiException>(() => api.ListAsync(Objects.ConfigMapsIn(space), None));

        Assert.Equal(("ApiUnauthorized", 401), (failure.Id, failure.Code));
    }

    [Fact]
    public async Task Every_missing_right_is_found_before_anything_is_done()
    {
        var space = await server.NamespaceAsync();
        await using var api = server.Connect(await TokenAsync(space));
        await GrantAsync(space, """[{"apiGroups":[""],"resources":["configmaps"],"verbs":["get"]},{"apiGroups":["apps"],"resources":["*"],"verbs":["*"]}]""");
        NeededRight[] rights =
        [
            new("get", "", "configmaps", space), new("create", "", "configmaps", space), new("patch", "", "configmaps", space),
            new("patch", "apps", "deployments", space), new("create", "", "namespaces", ""),
        ];

        var failure = await Assert.ThrowsAsync<IdpException>(() => RightsCheck.RequireAsync(Connection(api), "installing 'shop'", rights, None));

        Assert.Equal(("RightsMissing", FailureKind.Denied), (failure.Id, failure.Kind));
        Assert.Contains(
            $"that your user does not have: create namespaces in the whole cluster; create, patch configmaps in namespace '{space}'. Nothing was changed.",
            failure.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_do_everything_misses_nothing() =>
        await RightsCheck.RequireAsync(Connection(server.Api), "installing 'shop'", InstallRights.OfArgo, None);

    private static ClusterConnection Connection(IKubernetesApi api) => new(
        new Cluster("demo", ClusterProvider.Existing, ClusterState.Running, "", new Uri("https://demo.test"), "", 0, "", "", default, ""), api, null!, TimeProvider.System);

    private async Task<string> TokenAsync(string space)
    {
        await server.Api.CreateAsync(Objects.Parse($$$"""{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"worker","namespace":"{{{space}}}"}}"""), WriteOptions.Default, None);
        var (code, answer) = await server.SendAsync(
            HttpMethod.Post, $"/api/v1/namespaces/{space}/serviceaccounts/worker/token", """{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{"audiences":[]}}""");
        Assert.Equal(HttpStatusCode.Created, code);
        return (string)answer["status"]!["token"]!;
    }

    private async Task GrantAsync(string space, string rules)
    {
        var role = Objects.Parse($$$"""{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{"name":"worker","namespace":"{{{space}}}"}}""");
        role.Json["rules"] = JsonNode.Parse(rules);
        await server.Api.CreateAsync(role, WriteOptions.Default, None);
        await server.Api.CreateAsync(
            Objects.Parse($$$"""
                {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"worker","namespace":"{{{space}}}"},
                 "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Role","name":"worker"},
                 "subjects":[{"kind":"ServiceAccount","name":"worker","namespace":"{{{space}}}"}]}
                """),
            WriteOptions.Default,
            None);
    }
}
