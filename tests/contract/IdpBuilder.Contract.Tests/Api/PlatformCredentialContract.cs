using System.Globalization;
using System.Text;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Passwords;
using IdpBuilder.Secrets;

namespace IdpBuilder.Contract.Tests.Api;

/// <summary>Credentials that somebody has chosen, in the Secrets of the platform.</summary>
public abstract class PlatformCredentialContract(ApiUnderTest server) : IAsyncLifetime
{
    private static readonly GroupVersionKind SecretType = new("", "v1", "Secret");
    private static readonly string[] Both = ["argocd", "gitea"];
    private static readonly BcryptHasher Hasher = new();

    private readonly PlatformCredentials _credentials = new(server.Api, Hasher);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // The names are those of the platform; the tests of a class come one after the other.
    public async ValueTask InitializeAsync()
    {
        foreach (var (space, name) in new[] { ("argocd", "argocd-secret"), ("argocd", "argocd-initial-admin-secret"), ("gitea", "gitea-credential") })
        {
            await server.Api.DeleteAsync(new ResourceReference(SecretType, space, name), DeletionOptions.Default, Stop);
        }

        await server.Api.DeleteAsync(new ResourceReference(Objects.DeploymentType, "gitea", "reader"), DeletionOptions.Default, Stop);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_empty_cluster_gets_it_before_anything_else()
    {
        Assert.Equal(2, await SetAsync(new PlatformCredential("alice", "correct horse")));

        Assert.True(Hasher.Fits("correct horse", await ReadAsync("argocd", "argocd-secret", "admin.password")));
        Assert.Equal(string.Empty, await ReadAsync("argocd", "argocd-secret", "admin.passwordMtime"));
        Assert.Equal("correct horse", await ReadAsync("argocd", "argocd-initial-admin-secret", "password"));
        Assert.Equal(("alice", "correct horse"), (await ReadAsync("gitea", "gitea-credential", "username"), await ReadAsync("gitea", "gitea-credential", "password")));
    }

    [Fact]
    public async Task The_same_again_is_nothing_to_do()
    {
        var wanted = new PlatformCredential("alice", "correct horse");
        await SetAsync(wanted);
        await ApplyReaderAsync();

        Assert.Equal(0, await SetAsync(wanted));
        Assert.Equal(0, await SetAsync(new PlatformCredential("ALICE", "correct horse")));
    }

    [Fact]
    public async Task Another_password_ends_sessions_and_starts_the_git_server_anew()
    {
        await SetAsync(new PlatformCredential("alice", "correct horse"));
        var first = await ReadAsync("argocd", "argocd-secret", "admin.password");
        var reader = await ApplyReaderAsync();

        Assert.Equal(2, await SetAsync(PlatformCredential.Developer));

        var second = await ReadAsync("argocd", "argocd-secret", "admin.password");
        Assert.NotEqual(first, second);
        Assert.True(Hasher.Fits("developer", second));
        Assert.True(DateTimeOffset.TryParseExact(await ReadAsync("argocd", "argocd-secret", "admin.passwordMtime"), "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _));
        Assert.Equal(("alice", "developer"), (await ReadAsync("gitea", "gitea-credential", "username"), await ReadAsync("gitea", "gitea-credential", "password")));
        Assert.NotEqual(TemplateOf(reader), TemplateOf((await server.Api.GetAsync(Objects.To(reader), Stop))!));
        Assert.Equal(0, await SetAsync(PlatformCredential.Developer));
    }

    [Fact]
    public async Task A_change_that_was_broken_off_before_the_git_server_was_told_is_carried_on()
    {
        await SetAsync(new PlatformCredential("alice", "correct horse"));
        var reader = await ApplyReaderAsync();
        await SetAsync(PlatformCredential.Developer);
        var told = await server.Api.GetAsync(Objects.To(reader), Stop);
        await server.Api.DeleteAsync(Objects.To(reader), DeletionOptions.Default, Stop);
        var behind = await ApplyReaderAsync();

        Assert.Equal(1, await SetAsync(PlatformCredential.Developer));

        Assert.NotEqual(TemplateOf(behind), TemplateOf((await server.Api.GetAsync(Objects.To(reader), Stop))!));
        Assert.Equal(TemplateOf(told!), TemplateOf((await server.Api.GetAsync(Objects.To(reader), Stop))!));
    }

    [Fact]
    public async Task It_survives_that_the_package_is_applied_and_the_package_keeps_what_it_generates()
    {
        await SetAsync(PlatformCredential.Developer);
        var manifest = Objects.Parse("""
            {"apiVersion":"v1","kind":"Secret","metadata":{"name":"gitea-credential","namespace":"gitea","annotations":{"idpbuilder.io/generate":"username=giteaAdmin, password"}}}
            """);

        var applied = await server.Api.ApplyAsync(manifest, new WriteOptions(Force: true), Stop);
        await GeneratedSecrets.CompleteAsync(server.Api, manifest, applied, Stop);

        Assert.Equal(("giteaAdmin", "developer"), (await ReadAsync("gitea", "gitea-credential", "username"), await ReadAsync("gitea", "gitea-credential", "password")));
        await SetAsync(new PlatformCredential("giteaAdmin", "another one"));
        applied = await server.Api.ApplyAsync(manifest, new WriteOptions(Force: true), Stop);
        Assert.Same(applied, await GeneratedSecrets.CompleteAsync(server.Api, manifest, applied, Stop));
        Assert.Equal(("giteaAdmin", "another one"), (await ReadAsync("gitea", "gitea-credential", "username"), await ReadAsync("gitea", "gitea-credential", "password")));
    }

    [Fact]
    public async Task The_name_of_an_administrator_who_has_repositories_stays()
    {
        await SetAsync(new PlatformCredential("alice", "correct horse"));

        var refused = await Assert.ThrowsAsync<IdpException>(() => _credentials.FindAsync(new PlatformCredential("bob", "a new password"), Both, Stop));

        Assert.Equal("CredentialUserNameFixed", refused.Id);
        Assert.DoesNotContain("a new password", refused.ToString());
        Assert.Equal("correct horse", await ReadAsync("argocd", "argocd-initial-admin-secret", "password"));
    }

    [Fact]
    public async Task What_Argo_CD_has_that_is_no_hash_is_replaced()
    {
        await SetAsync(PlatformCredential.Developer);
        var broken = SecretData.Write(ArgoCdCredential.Settings, new Dictionary<string, string> { ["admin.password"] = "broken" });
        await server.Api.ApplyAsync(broken, new WriteOptions("somebody", Force: true), Stop);

        Assert.Equal(1, await SetAsync(PlatformCredential.Developer));

        Assert.True(Hasher.Fits("developer", await ReadAsync("argocd", "argocd-secret", "admin.password")));
    }

    [Fact]
    public async Task Whoever_has_the_rights_that_are_asked_for_can_set_it_and_change_it()
    {
        await using var restricted = await RestrictedUser.ConnectAsync(server, PlatformCredentials.RightsOf(Both));
        var credentials = new PlatformCredentials(restricted, Hasher);

        Assert.Equal(2, await SetAsync(new PlatformCredential("alice", "correct horse"), credentials));
        await ApplyReaderAsync();
        Assert.Equal(2, await SetAsync(PlatformCredential.Developer, credentials));
        Assert.Equal(0, await SetAsync(PlatformCredential.Developer, credentials));
    }

    private static string TemplateOf(Manifest deployment) => deployment.Spec!["template"]!["metadata"]!.ToJsonString();

    private async Task<int> SetAsync(PlatformCredential wanted, PlatformCredentials? credentials = null)
    {
        var changes = await (credentials ?? _credentials).FindAsync(wanted, Both, Stop);
        foreach (var change in changes)
        {
            Assert.DoesNotContain(wanted.Password, change.Description);
            await change.MakeAsync(Stop);
        }

        return changes.Count;
    }

    private Task<Manifest> ApplyReaderAsync()
    {
        var reader = Objects.Deployment("gitea", "reader", ("main", "any"));
        reader.Spec!["template"]!["spec"]!["initContainers"] = Objects.Parse("""
            {"list":[{"name":"first","image":"any","envFrom":[{"prefix":"ADMIN_","secretRef":{"name":"gitea-credential"}}]}]}
            """).Json["list"]!.DeepClone();
        return server.Api.ApplyAsync(reader, new WriteOptions(Force: true), Stop);
    }

    private async Task<string> ReadAsync(string space, string name, string key)
    {
        var secret = await server.Api.GetAsync(new ResourceReference(SecretType, space, name), Stop);
        return Encoding.UTF8.GetString(Convert.FromBase64String((string?)secret!.Json["data"]![key] ?? string.Empty));
    }
}
