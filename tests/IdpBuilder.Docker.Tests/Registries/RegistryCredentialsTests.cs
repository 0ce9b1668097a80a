using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Docker.Operations;
using IdpBuilder.Errors;

namespace IdpBuilder.Docker.Registries;

public sealed class RegistryCredentialsTests
{
    private const string Auths = """{"auths":{"https://index.docker.io/v1/":{"auth":"aHViOnNlY3JldA=="},"ghcr.io":{"auth":"Z2hjcjphOmI="},"https://quay.io":{"identitytoken":"t"},"empty.io":{}}}""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("docker.io", "hub", "secret", "")]
    [InlineData("ghcr.io", "ghcr", "a:b", "")]
    [InlineData("quay.io", "", "", "t")]
    [InlineData("empty.io", null, "", "")]
    [InlineData("other.io", null, "", "")]
    public async Task What_Docker_has_written_down_is_found(string registry, string? user, string password, string token) =>
        Assert.Equal(user is null ? null : new RegistryCredential(user, password, token), await Of(Auths).FindAsync(registry, Stop));

    [Fact]
    public async Task A_helper_of_the_registry_counts_before_the_store_of_all()
    {
        var asked = new List<string>();
        var credentials = Of("""{"credsStore":"desktop","credHelpers":{"gcr.io":"gcloud"}}""", (helper, action, input) =>
        {
            asked.Add($"{helper} {action} {input}");
            return (true, """{"Username":"u","Secret":"s"}""");
        });

        Assert.Equal(new RegistryCredential("u", "s"), await credentials.FindAsync("gcr.io", Stop));
        Assert.Equal(new RegistryCredential("u", "s"), await credentials.FindAsync("docker.io", Stop));
        Assert.Equal(["docker-credential-gcloud get gcr.io", "docker-credential-desktop get https://index.docker.io/v1/"], asked);
    }

    [Fact]
    public async Task A_helper_may_give_a_token() => Assert.Equal(
        new RegistryCredential(string.Empty, string.Empty, "s"),
        await Of("""{"credsStore":"x"}""", (_, _, _) => (true, """{"Username":"<token>","Secret":"s"}""")).FindAsync("a.io", Stop));

    [Fact]
    public async Task A_store_that_does_not_know_the_registry_is_no_failure() =>
        Assert.Null(await Of("""{"credsStore":"x"}""", (_, _, _) => (false, "credentials not found in native keychain")).FindAsync("a.io", Stop));

    [Theory]
    [InlineData(false, "the login has expired", "the login has expired")]
    [InlineData(true, "no json", "no JSON")]
    public async Task A_helper_that_is_named_for_the_registry_must_answer(bool succeeded, string output, string told)
    {
        var failure = await Assert.ThrowsAsync<IdpException>(() => Of("""{"credHelpers":{"a.io":"x"}}""", (_, _, _) => (succeeded, output)).FindAsync("a.io", Stop));

        Assert.Equal("RegistryCredentialsUnavailable", failure.Id);
        Assert.Contains(told, failure.Message);
        Assert.Contains("docker-credential-x", failure.Message);
    }

    [Fact]
    public async Task Nodes_get_what_helpers_know_written_out_for_they_have_no_helpers()
    {
        var credentials = Of(
            """{"credsStore":"store","auths":{"a.io":{}},"credHelpers":{"b.io":"x"}}""",
            (_, action, input) => (true, action == "list" ? """{"c.io":"u"}""" : $$"""{"Username":"u","Secret":"{{input}}"}"""));

        var text = await credentials.ForNodesAsync(["/none.json", Path.Combine("/home/me", ".docker", "config.json")], Stop);

        var logins = JsonNode.Parse(text!)!["auths"]!.AsObject().ToDictionary(login => login.Key, login => Encoding.UTF8.GetString(Convert.FromBase64String((string)login.Value!["auth"]!)), StringComparer.Ordinal);
        Assert.Equal(new Dictionary<string, string>(StringComparer.Ordinal) { ["a.io"] = "u:a.io", ["b.io"] = "u:b.io", ["c.io"] = "u:c.io" }, logins);
        Assert.Null(await credentials.ForNodesAsync(["/none.json"], Stop));
    }

    [Fact]
    public async Task A_store_that_lists_no_JSON_is_named() => Assert.Equal(
        "RegistryCredentialsUnavailable",
        (await Assert.ThrowsAsync<IdpException>(() => Of("""{"credsStore":"x"}""", (_, _, _) => (true, "what?")).ForNodesAsync([Path.Combine("/home/me", ".docker", "config.json")], Stop))).Id);

    [Fact]
    public async Task A_store_that_lists_nothing_says_why()
    {
        var failure = await Assert.ThrowsAsync<IdpException>(() =>
            Of("""{"credsStore":"x"}""", (_, _, _) => (false, "the keychain is locked")).ForNodesAsync([Path.Combine("/home/me", ".docker", "config.json")], Stop));

        Assert.Equal("RegistryCredentialsUnavailable", failure.Id);
        Assert.Contains("'docker-credential-x'", failure.Message);
        Assert.Contains("the keychain is locked", failure.Message);
    }

    [Fact]
    public async Task A_broken_configuration_is_named() =>
        Assert.Equal("EngineConfigurationUnreadable", (await Assert.ThrowsAsync<IdpException>(() => Of("{").FindAsync("a.io", Stop))).Id);

    [Fact]
    public void Secrets_do_not_show() => Assert.DoesNotContain("secret", new RegistryCredential("user", "secret").ToString());

    [Fact]
    public async Task A_helper_is_a_program_that_is_asked_on_its_input()
    {
        Assert.SkipUnless(File.Exists("/bin/sh"), "the helper of this test is a script for /bin/sh");
        var folder = Directory.CreateTempSubdirectory("idp-helper-");
        try
        {
            var program = Path.Combine(folder.FullName, "docker-credential-test");
            await File.WriteAllTextAsync(program, "#!/bin/sh\nread registry\n[ \"$registry\" = a.io ] || { echo nobody knows $registry; exit 1; }\nprintf '%s:%s' \"$1\" \"$registry\"\n", Stop);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            Assert.Equal((true, "get:a.io"), await CredentialProgram.RunAsync(program, "get", "a.io\n", Stop));
            Assert.Equal((false, "nobody knows b.io"), await CredentialProgram.RunAsync(program, "get", "b.io\n", Stop));
            Assert.False((await CredentialProgram.RunAsync(Path.Combine(folder.FullName, "absent"), "get", "a.io", Stop)).Succeeded);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static RegistryCredentials Of(string configuration, Func<string, string, string, (bool, string)>? helper = null)
    {
        var environment = new EngineEnvironment(_ => null, "/home/me", false, path => path == Path.Combine("/home/me", ".docker", "config.json") ? configuration : null, _ => false);
        return new RegistryCredentials(environment, (name, action, input, _) => Task.FromResult(helper?.Invoke(name, action, input) ?? throw new InvalidOperationException("No helper is to be asked.")));
    }
}
