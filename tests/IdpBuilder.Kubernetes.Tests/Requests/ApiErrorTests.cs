using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Kubernetes.Tests.Scripted;
using IdpBuilder.Manifests;
using static IdpBuilder.Kubernetes.Tests.Scripted.Documents;
using static IdpBuilder.Kubernetes.Tests.Scripted.ScriptedServer;

namespace IdpBuilder.Kubernetes.Tests.Requests;

public sealed class ApiErrorTests
{
    private readonly ScriptedServer _server = new();

    [Theory]
    [InlineData(400, "BadRequest", "ResourceMalformed", FailureKind.InvalidArgument)]
    [InlineData(401, "Unauthorized", "ApiUnauthorized", FailureKind.Denied)]
    [InlineData(403, "Forbidden", "ApiForbidden", FailureKind.Denied)]
    [InlineData(404, "NotFound", "ResourceNotFound", FailureKind.NotFound)]
    [InlineData(405, "MethodNotAllowed", "ApiVerbUnsupported", FailureKind.NotSupported)]
    [InlineData(409, "AlreadyExists", "ResourceAlreadyExists", FailureKind.AlreadyExists)]
    [InlineData(409, "Conflict", "ResourceConflict", FailureKind.InvalidOperation)]
    [InlineData(410, "Expired", "ResourceVersionExpired", FailureKind.InvalidOperation)]
    [InlineData(413, "RequestEntityTooLarge", "ResourceTooLarge", FailureKind.InvalidArgument)]
    [InlineData(415, "UnsupportedMediaType", "ApiMediaTypeUnsupported", FailureKind.NotSupported)]
    [InlineData(422, "Invalid", "ResourceInvalid", FailureKind.InvalidData)]
    [InlineData(500, "InternalError", "ApiInternalError", FailureKind.Failed)]
    public async Task Each_status_has_its_failure(int code, string reason, string id, FailureKind kind)
    {
        _server.On("POST /api/v1/namespaces/demo/configmaps", Status(code, reason, "the server's words"));

        var failure = await Assert.ThrowsAsync<KubernetesApiException>(() => _server.Api().CreateAsync(Manifest("a"), WriteOptions.Default, default));

        Assert.Equal((id, kind, code, reason), (failure.Id, failure.Kind, failure.Code, failure.Reason));
        Assert.StartsWith("Creating ConfigMap 'demo/a' failed: the server's words.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(new ResourceReference(ConfigMap, "demo", "a"), failure.Target);
    }

    [Fact]
    public async Task A_page_of_a_proxy_is_no_status_but_its_code_is_told()
    {
        _server.On("POST /api/v1/namespaces/demo/configmaps", Json("<html>Forbidden</html>", System.Net.HttpStatusCode.Forbidden));

        var failure = await Assert.ThrowsAsync<KubernetesApiException>(() => _server.Api().CreateAsync(Manifest("a"), WriteOptions.Default, default));

        Assert.Equal(("ApiForbidden", "Forbidden"), (failure.Id, failure.Reason));
    }

    [Theory]
    [InlineData("<html>welcome</html>")]
    [InlineData("[1]")]
    [InlineData("")]
    public async Task A_success_that_is_no_object_is_not_kubernetes(string body)
    {
        _server.On("POST /api/v1/namespaces/demo/configmaps", Json(body));

        var failure = await Assert.ThrowsAsync<KubernetesApiException>(() => _server.Api().CreateAsync(Manifest("a"), WriteOptions.Default, default));

        Assert.Equal("ApiAnswerUnreadable", failure.Id);
    }

    [Theory]
    [InlineData("""Secret "a" is invalid: data[x]: Invalid value: "c2VjcmV0 \" more": must be base64""", """Secret "a" is invalid: data[x]: Invalid value: <hidden>: must be base64""")]
    [InlineData("""data: Invalid value: {"x":"c2VjcmV0"}""", "data: Invalid value: <hidden>")]
    [InlineData("""couldn't get value: error found in #10 byte of ...|:{"x":"c2VjcmV0"}|...""", "couldn't get value: <hidden>")]
    public async Task What_a_secret_holds_is_never_repeated(string said, string told)
    {
        _server.On("POST /api/v1/namespaces/demo/secrets", Status(422, "Invalid", said));
        var secret = new Manifest(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["metadata"] = new JsonObject { ["name"] = "a", ["namespace"] = "demo" },
            ["data"] = new JsonObject { ["x"] = "c2VjcmV0" },
        });

        var failure = await Assert.ThrowsAsync<KubernetesApiException>(() => _server.Api().CreateAsync(secret, WriteOptions.Default, default));

        Assert.Contains(told, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_is_in_no_failure()
    {
        _server.On("POST /api/v1/namespaces/demo/configmaps", Status(401, "Unauthorized", "Unauthorized"));

        var failure = await Assert.ThrowsAsync<KubernetesApiException>(
            () => _server.Api("hunter2").CreateAsync(Manifest("a"), WriteOptions.Default, default));

        Assert.DoesNotContain("hunter2", failure.ToString(), StringComparison.Ordinal);
    }
}
