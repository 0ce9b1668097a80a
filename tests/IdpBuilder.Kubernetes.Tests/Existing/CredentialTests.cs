using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Kubernetes.Tests.Authentication;
using IdpBuilder.Kubernetes.Tests.Network;
using Microsoft.Extensions.Time.Testing;

namespace IdpBuilder.Kubernetes.Tests.Existing;

public sealed class CredentialTests : IAsyncLifetime
{
    private const string Secret = "hunter2-hunter2";

    private readonly TestAuthority _authority = new();
    private readonly ContextFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly TestServer _server;

    public CredentialTests() =>
        _server = new TestServer(_authority.Issue("server", ["127.0.0.1"], TimeSpan.FromDays(-1), TimeSpan.FromDays(1)));

    private string Log => _folder.PathOf("runs");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
        _authority.Dispose();
    }

    [Theory]
    [InlineData("""{"token":"abc"}""", "Bearer abc")]
    [InlineData("""{"username":"bob","password":"pw"}""", "Basic Ym9iOnB3")]
    [InlineData("""{"tokenFile":"token"}""", "Bearer from-file")]
    [InlineData("""{"token":"abc","tokenFile":"token"}""", "Bearer from-file")]
    [InlineData("{}", "")]
    public async Task What_a_user_has_is_sent(string user, string authorization)
    {
        _folder.Write("token", "from-file\n");

        await AskAsync((JsonObject)JsonNode.Parse(user)!);

        Assert.All(_server.Requests, request => Assert.Equal(authorization, request.Authorization));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_certificate_is_shown(bool asData)
    {
        var (certificate, key) = _authority.IssuePem("alice");

        await AskAsync(asData
            ? new JsonObject { ["client-certificate-data"] = Base64(certificate), ["client-key-data"] = Base64(key) }
            : new JsonObject { ["client-certificate"] = _folder.Write("a.pem", certificate), ["client-key"] = _folder.Write("a.key", key) });

        Assert.All(_server.Requests, request => Assert.Equal("CN=alice", request.Certificate));
    }

    [Fact]
    public async Task Somebody_else_is_impersonated()
    {
        await AskAsync(new JsonObject
        {
            ["token"] = "abc",
            ["as"] = "carol",
            ["as-groups"] = new JsonArray("ops"),
            ["as-user-extra"] = new JsonObject { ["scopes"] = new JsonArray("view") },
        });

        var headers = _server.Requests[0].Headers;
        Assert.Equal(("carol", "ops", "view"), (headers["Impersonate-User"], headers["Impersonate-Group"], headers["Impersonate-Extra-scopes"]));
    }

    [Fact]
    public async Task A_token_file_is_read_again_when_time_passes_and_when_its_token_is_refused()
    {
        _folder.Write("token", "one");
        await using var api = Open(new JsonObject { ["tokenFile"] = "token" });
        await api.VersionAsync(default);
        _folder.Write("token", "two");
        await api.VersionAsync(default);
        _clock.Advance(TimeSpan.FromSeconds(10));
        await api.VersionAsync(default);
        _folder.Write("token", "three");
        _server.LetsIn = request => request.Authorization == "Bearer three";
        await api.VersionAsync(default);

        Assert.Equal(["one", "one", "two", "two", "three"], Tokens());
    }

    [Fact]
    public async Task A_program_runs_once_until_its_credential_expires()
    {
        var expires = _clock.GetUtcNow() + TimeSpan.FromMinutes(10);
        await using var api = Open(Program(Token("run-{run}", expires)));
        await api.VersionAsync(default);
        await Task.WhenAll(api.VersionAsync(default), api.VersionAsync(default));
        _clock.Advance(TimeSpan.FromMinutes(11));
        await Task.WhenAny(api.VersionAsync(default));

        Assert.Equal(["run-1", "run-1", "run-1", "run-2"], Tokens());
    }

    [Fact]
    public async Task A_refused_credential_makes_the_program_run_again_once()
    {
        await using var api = Open(Program(Token("run-{run}")));
        _server.LetsIn = request => request.Authorization == "Bearer run-2";
        await api.VersionAsync(default);
        Assert.Equal(["run-1", "run-2"], Tokens());

        _server.LetsIn = _ => false;
        var failure = await Assert.ThrowsAsync<KubernetesApiException>(() => api.VersionAsync(default));

        Assert.Equal("ApiUnauthorized", failure.Id);
        Assert.Contains("(context 'work', user 'alice')", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["run-1", "run-2", "run-2", "run-3"], Tokens());
    }

    [Fact]
    public async Task A_program_can_give_client_certificates_and_new_ones_make_new_connections()
    {
        var (certificate, key) = _authority.IssuePem("from program");
        var status = new JsonObject { ["clientCertificateData"] = certificate, ["clientKeyData"] = key, ["expirationTimestamp"] = "2000-01-01T00:00:00Z" };

        await AskAsync(Program(Credential(status)));

        Assert.All(_server.Requests, request => Assert.Equal("CN=from program", request.Certificate));
        Assert.Equal(2, CredentialProgram.Runs(Log).Count);
    }

    [Fact]
    public async Task A_program_is_told_of_the_cluster_when_it_asks()
    {
        var user = Program(Token("t"));
        user["exec"]!["provideClusterInfo"] = true;
        var cluster = ContextFolder.Cluster(_server, _authority);
        cluster["extensions"] = JsonNode.Parse("""[{"name":"client.authentication.k8s.io/exec","extension":{"audience":"x"}}]""");

        await _folder.With(cluster, user).AskAsync(_clock);

        var info = Assert.Single(CredentialProgram.Runs(Log));
        Assert.Equal(("ExecCredential", false), ((string?)info["kind"], (bool)info["spec"]!["interactive"]!));
        Assert.Equal(_server.Address.ToString(), (string?)info["spec"]!["cluster"]!["server"]);
        Assert.Equal("x", (string?)info["spec"]!["cluster"]!["config"]!["audience"]);
        Assert.Equal(Base64(_authority.Pem), (string?)info["spec"]!["cluster"]!["certificate-authority-data"]);
    }

    [Theory]
    [InlineData("no json " + Secret, "no JSON object")]
    [InlineData("""{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1","status":{"token":"hunter2-hunter2"}}""", "no ExecCredential of client.authentication.k8s.io/v1")]
    [InlineData("""{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1"}""", "without a status")]
    [InlineData("""{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{}}""", "neither a token nor a client certificate")]
    [InlineData("""{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"clientCertificateData":"hunter2-hunter2"}}""", "without the other")]
    [InlineData("""{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"clientCertificateData":"hunter2-hunter2","clientKeyData":"hunter2-hunter2"}}""", "client certificate that cannot be used")]
    public async Task What_a_program_gets_wrong_is_told_without_what_it_printed(string output, string told)
    {
        var failure = await FailAsync(Program(output));

        Assert.Contains(told, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_fails_is_told_with_its_complaint_but_without_what_it_was_given()
    {
        var user = Program("", $"cannot log in with {Secret} or eyJhbGciOiJSUzI1NiIsImtpZCI6Ijkx.payload.sig\nask your administrator", code: 3);
        user["exec"]!["env"]!.AsArray().Add(new JsonObject { ["name"] = "CLIENT_SECRET", ["value"] = Secret });

        var failure = await FailAsync(user);

        Assert.Contains("exit code 3: cannot log in with <hidden> or <hidden> ask your administrator", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_missing_is_told_with_its_hint()
    {
        var user = new JsonObject
        {
            ["exec"] = new JsonObject
            {
                ["apiVersion"] = "client.authentication.k8s.io/v1beta1",
                ["command"] = "no-such-credential-program",
                ["args"] = new JsonArray(Secret),
                ["installHint"] = "Install it from https://example.test.",
            },
        };

        var failure = await FailAsync(user);

        Assert.Contains("'no-such-credential-program' was not found", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Install it from https://example.test.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_must_ask_its_user_is_refused_where_there_is_no_terminal()
    {
        Assert.SkipUnless(Console.IsInputRedirected, "these tests run in a terminal");
        var user = Program(Token("t"));
        user["exec"]!["interactiveMode"] = "Always";

        Assert.Contains("there is no terminal", (await FailAsync(user)).Message, StringComparison.Ordinal);
        Assert.Empty(CredentialProgram.Runs(Log));
    }

    [Fact]
    public async Task A_token_file_that_is_gone_is_told() =>
        Assert.Contains("nowhere", (await FailAsync(new JsonObject { ["tokenFile"] = "nowhere" })).Message, StringComparison.Ordinal);

    private static string Credential(JsonObject status) => new JsonObject
    {
        ["kind"] = "ExecCredential",
        ["apiVersion"] = "client.authentication.k8s.io/v1",
        ["status"] = status,
    }.ToJsonString();

    private static string Token(string token, DateTimeOffset? expires = null)
    {
        var status = new JsonObject { ["token"] = token };
        if (expires is { } time)
        {
            status["expirationTimestamp"] = time.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        }

        return Credential(status);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));

    private JsonObject Program(string output, string complaint = "", int code = 0) =>
        new() { ["exec"] = CredentialProgram.Section(Log, output, complaint, code) };

    private IEnumerable<string> Tokens() => _server.Requests.Select(request => request.Authorization.Replace("Bearer ", "", StringComparison.Ordinal));

    private KubernetesApi Open(JsonObject user) => _folder.With(ContextFolder.Cluster(_server, _authority), user).Open(_clock);

    private Task AskAsync(JsonObject user) => _folder.With(ContextFolder.Cluster(_server, _authority), user).AskAsync(_clock);

    private async Task<KubernetesApiException> FailAsync(JsonObject user)
    {
        var failure = await Assert.ThrowsAsync<KubernetesApiException>(() => AskAsync(user));
        Assert.Equal("ApiCredentialsUnavailable", failure.Id);
        Assert.Contains("(context 'work', user 'alice')", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);
        return failure;
    }
}
