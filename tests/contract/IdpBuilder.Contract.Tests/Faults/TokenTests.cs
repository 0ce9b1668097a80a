using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Contract.Tests.Api;
using IdpBuilder.Contract.Tests.Conditions;
using IdpBuilder.Contract.Tests.Real;
using IdpBuilder.Errors;
using IdpBuilder.Git;
using IdpBuilder.Kubernetes.Existing;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;
using IdpBuilder.Waiting;

namespace IdpBuilder.Contract.Tests.Faults;

/// <summary>Tokens of ServiceAccounts that a real server refuses from some moment on. Each is bound to a Secret and dies with it.</summary>
public sealed class TokenTests(RealServer server) : IClassFixture<RealServer>, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly GroupVersionKind SecretType = new("", "v1", "Secret");

    private readonly string _folder = Directory.CreateTempSubdirectory("idpbuilder-test-").FullName;
    private readonly KeptReports _reports = new();
    private string _space = string.Empty;

    private string TokenFile => Path.Combine(_folder, "token");

    private string Runs => Path.Combine(_folder, "runs");

    public async ValueTask InitializeAsync()
    {
        _space = await server.NamespaceAsync();
        await server.Api.CreateAsync(Objects.Parse($$$"""{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"robot","namespace":"{{{_space}}}"}}"""), WriteOptions.Default, None);
        await server.Api.CreateAsync(Objects.Parse($$$"""
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{"name":"robot","namespace":"{{{_space}}}"},
             "rules":[{"apiGroups":[""],"resources":["configmaps"],"verbs":["get","list","watch"]}]}
            """), WriteOptions.Default, None);
        await server.Api.CreateAsync(Objects.Parse($$$"""
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"robot","namespace":"{{{_space}}}"},
             "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Role","name":"robot"},"subjects":[{"kind":"ServiceAccount","name":"robot","namespace":"{{{_space}}}"}]}
            """), WriteOptions.Default, None);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_token_that_has_expired_is_read_anew_from_its_file()
    {
        var (dead, alive) = (await TokenAsync("dead"), await TokenAsync("alive"));
        await ExpireAsync("dead");
        await using var provider = Provider(new HastyClock(speed: 20));
        await File.WriteAllTextAsync(TokenFile, alive, None);
        var api = await ConnectAsync(provider, new JsonObject { ["tokenFile"] = TokenFile });

        // Whoever renews the file is late: what it holds has expired.
        await File.WriteAllTextAsync(TokenFile, dead, None);
        var failure = await Assert.ThrowsAsync<KubernetesApiException>(() => ReadUntilRefusedAsync(api));
        Assert.Equal("ApiUnauthorized", failure.Id);
        Assert.DoesNotContain(dead, failure.ToString(), StringComparison.Ordinal);
        await File.WriteAllTextAsync(TokenFile, alive, None);

        Assert.Null(await api.GetAsync(new ResourceReference(Objects.ConfigMapType, _space, "a"), None));
    }

    [Fact]
    public async Task A_wait_goes_on_with_the_new_token_of_a_file_when_its_connection_is_made_anew()
    {
        var (old, renewed) = (await TokenAsync("old"), await TokenAsync("renewed"));
        await File.WriteAllTextAsync(TokenFile, old, None);
        await using var proxy = new LossyProxy(server.Address);
        await using var provider = Provider(new HastyClock(speed: 10));
        var api = await ConnectAsync(provider, new JsonObject { ["tokenFile"] = TokenFile }, proxy.Address);
        var wait = Wait.ForAsync(api, [Objects.ConfigMapsIn(_space)], new DataIs("a", "2"), TimeSpan.FromMinutes(2), TimeProvider.System, _reports, None);
        await server.Api.CreateAsync(Objects.ConfigMap(_space, "a", ("k", "1")), WriteOptions.Default, None);
        await _reports.HeardAsync("1 instead of 2", wait);

        await File.WriteAllTextAsync(TokenFile, renewed, None);
        await ExpireAsync("old");
        proxy.GoDown();
        await _reports.HeardAsync("connection lost", wait);
        await server.Api.ApplyAsync(Objects.ConfigMap(_space, "a", ("k", "2")), new WriteOptions(Force: true), None);
        proxy.ComeBack();

        Assert.True((await wait).Succeeded);
    }

    [Fact]
    public async Task A_program_is_run_again_when_its_token_is_refused_before_its_time()
    {
        var (dead, alive) = (await TokenAsync("dead"), await TokenAsync("alive"));
        await ExpireAsync("dead");
        await using var provider = Provider(TimeProvider.System);

        var api = await ConnectAsync(provider, Program(dead, alive, DateTimeOffset.UtcNow.AddHours(1)));

        Assert.Null(await api.GetAsync(new ResourceReference(Objects.ConfigMapType, _space, "a"), None));
        Assert.Equal(2, (await File.ReadAllLinesAsync(Runs, None)).Length);
    }

    [Theory]
    [InlineData(-10)]
    [InlineData(10)]
    public async Task A_clock_that_is_off_makes_no_difference_to_a_token_that_expires(int minutes)
    {
        var (dead, alive) = (await TokenAsync("dead"), await TokenAsync("alive"));
        await ExpireAsync("dead");
        await using var provider = Provider(new HastyClock(speed: 1, TimeSpan.FromMinutes(minutes)));

        // By a clock that is behind, both last on; by one that is ahead, both have expired when they are given.
        var api = await ConnectAsync(provider, Program(dead, alive, DateTimeOffset.UtcNow.AddMinutes(5)));

        Assert.Null(await api.GetAsync(new ResourceReference(Objects.ConfigMapType, _space, "a"), None));
    }

    private static ExistingClusterProvider Provider(TimeProvider clock) => new(new YamlManifestReader(), new NoGitHosts(), clock);

    private async Task ReadUntilRefusedAsync(IKubernetesApi api)
    {
        while (true)
        {
            await api.ListAsync(Objects.ConfigMapsIn(_space), None);
        }
    }

    private async Task<IKubernetesApi> ConnectAsync(ExistingClusterProvider provider, JsonObject user, Uri? address = null)
    {
        var file = Path.Combine(_folder, "config");
        await File.WriteAllTextAsync(file, new JsonObject
        {
            ["current-context"] = "robot",
            ["clusters"] = new JsonArray(new JsonObject
            {
                ["name"] = "real",
                ["cluster"] = new JsonObject
                {
                    ["server"] = (address ?? server.Address).ToString(),
                    ["certificate-authority-data"] = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(server.CertificateAuthority)),
                },
            }),
            ["users"] = new JsonArray(new JsonObject { ["name"] = "robot", ["user"] = user }),
            ["contexts"] = new JsonArray(new JsonObject { ["name"] = "robot", ["context"] = new JsonObject { ["cluster"] = "real", ["user"] = "robot" } }),
        }.ToJsonString(), None);
        var cluster = await provider.AdoptAsync(new ExistingClusterSpec(KubeConfig: file), new HashSet<string>(), new SilentReporter(), None);
        return (await provider.ConnectAsync(cluster.Name, None)).Api;
    }

    // The first run gives one token, every other one the other.
    private JsonObject Program(string first, string then, DateTimeOffset expires)
    {
        var time = expires.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        const string Script = """
            token=$1; [ -f "$3" ] && token=$2; echo run >> "$3"
            echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"'$token'","expirationTimestamp":"'$4'"}}'
            """;
        return new JsonObject
        {
            ["exec"] = new JsonObject
            {
                ["apiVersion"] = "client.authentication.k8s.io/v1",
                ["interactiveMode"] = "Never",
                ["command"] = "/bin/sh",
                ["args"] = new JsonArray("-c", Script, "login", first, then, Runs, time),
            },
        };
    }

    private async Task<string> TokenAsync(string secret)
    {
        var made = await server.Api.CreateAsync(Objects.Parse($$$"""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"{{{secret}}}","namespace":"{{{_space}}}"}}"""), WriteOptions.Default, None);
        var (code, body) = await server.SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{_space}/serviceaccounts/robot/token", $$$$"""
            {"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest",
             "spec":{"expirationSeconds":600,"boundObjectRef":{"apiVersion":"v1","kind":"Secret","name":"{{{{secret}}}}","uid":"{{{{made.Uid}}}}"}}}
            """);
        Assert.True((int)code == 201, body.ToJsonString());
        return (string)body["status"]!["token"]!;
    }

    private Task ExpireAsync(string secret) => server.Api.DeleteAsync(new ResourceReference(SecretType, _space, secret), DeletionOptions.Default, None);
}
