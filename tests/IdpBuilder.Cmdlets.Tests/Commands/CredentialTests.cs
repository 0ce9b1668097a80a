using System.Management.Automation;
using IdpBuilder.Manifests;
using IdpBuilder.Secrets;

namespace IdpBuilder.Tests.Commands;

/// <summary>Credentials that a user chooses for core packages.</summary>
public sealed class CredentialTests : IDisposable
{
    private const string Password = "kept-to-myself-31415";

    private static readonly GroupVersionKind DeploymentType = new("apps", "v1", "Deployment");
    private static readonly GroupVersionKind SecretType = new("", "v1", "Secret");

    private readonly ModuleEngine _engine = new();
    private readonly TemporaryFolder _folder = new();
    private readonly string _name = $"core-{Guid.NewGuid():N}"[..20];
    private readonly ClusterObjects _objects;

    public CredentialTests() =>
        _objects = new ClusterObjects(_engine.Run($"New-IdpCluster made -Provider Embedded -Listen -KubeConfig '{_folder.Path}/config'").Single<Cluster>());

    public void Dispose()
    {
        _engine.Run("Get-IdpCluster | Remove-IdpCluster");
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_chosen_credential_is_the_one_that_is_shown_and_is_nowhere_else()
    {
        await ForgetAsync();

        var (shown, secrets) = Connect("-CorePackage argocd, gitea -Credential $chosen -Verbose");

        Assert.Equal(["admin", "alice"], secrets.Select(credential => credential.UserName).Order(StringComparer.Ordinal));
        Assert.All(secrets, credential => Assert.Equal(Password, credential.GetNetworkCredential().Password));
        Assert.Contains("Set the password of Argo CD's administrator 'admin': done.", shown);
        Assert.DoesNotContain(Password, shown);
        Assert.DoesNotContain(Password, string.Join('\n', (await _objects.ReadAsync(TestContext.Current.CancellationToken)).Where(line => !line.Contains("Secret", StringComparison.Ordinal))));
        Assert.All(FilesOfPackages(), path => Assert.DoesNotContain(Password, File.ReadAllText(path)));
    }

    [Fact]
    public async Task Another_password_changes_that_and_nothing_else_and_stays()
    {
        await ForgetAsync();
        Connect("-CorePackage argocd, gitea -Credential $chosen");
        var before = await _objects.ReadAsync(TestContext.Current.CancellationToken);
        var server = (await FindAsync(DeploymentType, "my-gitea", "gitea"))!;

        var (shown, secrets) = Connect("-CorePackage argocd, gitea -DevPassword");

        Assert.Contains("Everybody knows", shown);
        Assert.All(secrets, credential => Assert.Equal("developer", credential.GetNetworkCredential().Password));
        var changed = (await _objects.ReadAsync(TestContext.Current.CancellationToken)).Except(before).Select(line => line.Split(' ')[0]).Where(key => !key.Contains("package-", StringComparison.Ordinal));
        Assert.Equal(
            ["/Secret/argocd/argocd-initial-admin-secret", "/Secret/argocd/argocd-secret", "/Secret/gitea/gitea-credential", "apps/Deployment/gitea/my-gitea"],
            changed.Order(StringComparer.Ordinal));
        var anew = (await FindAsync(DeploymentType, "my-gitea", "gitea"))!;
        Assert.Equal(server.Spec!["template"]!["spec"]!.ToJsonString(), anew.Spec!["template"]!["spec"]!.ToJsonString());
        Assert.True(_engine.Run($"Get-IdpPackage gitea -Cluster {_name}").Single<PackageStatus>().Ready);

        var set = await _objects.ReadAsync(TestContext.Current.CancellationToken);
        Connect("-CorePackage argocd, gitea -DevPassword");
        Connect("-CorePackage argocd, gitea");
        Assert.DoesNotContain((await _objects.ReadAsync(TestContext.Current.CancellationToken)).Except(set), line => !line.Contains("package-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_goes_with_the_package()
    {
        await ForgetAsync();
        Connect("-CorePackage gitea -Credential $chosen");

        Assert.Empty(_engine.Run($"Uninstall-IdpPackage gitea -Cluster {_name}").Errors);

        Assert.Null(await FindAsync(SecretType, "gitea-credential", "gitea"));
    }

    [Fact]
    public async Task WhatIf_says_what_would_be_set_and_sets_nothing()
    {
        await ForgetAsync();

        var result = Run("-CorePackage argocd -DevPassword -WhatIf");

        Assert.Empty(result.Errors);
        Assert.Null(await FindAsync(SecretType, "argocd-secret", "argocd"));
    }

    [Theory]
    [InlineData("-CorePackage gitea -Credential $chosen -DevPassword", "CredentialAmbiguous")]
    [InlineData("-CorePackage argo-workflows -DevPassword", "CredentialPackageMissing")]
    [InlineData("-Credential $chosen", "CredentialPackageMissing")]
    [InlineData("-CorePackage gitea -Credential $short", "CredentialPasswordInvalid")]
    [InlineData("-CorePackage gitea -Credential $admin", "CredentialUserNameInvalid")]
    [InlineData("-CorePackage argocd -DevPassword", "CredentialPackageForeign")]
    [InlineData("-CorePackage gitea -DevPassword -PackageOverride @{ gitea = '{0}/secret.yaml' }", "CredentialOverridden")]
    public async Task What_cannot_be_done_is_told_before_anything_is_touched(string choice, string id)
    {
        _folder.Write("secret.yaml", "{$patch: merge, apiVersion: v1, kind: Secret, metadata: {name: gitea-credential}, data: {password: eA==}}");
        _folder.Write("theirs/web.yaml", """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: argocd-server, namespace: argocd}
            spec:
              selector: {matchLabels: {app: theirs} }
              template: {metadata: {labels: {app: theirs} }, spec: {containers: [{name: main, image: theirs}]} }
            """);
        Assert.Empty(_engine.Run($"Install-IdpPackage '{_folder.Path}/theirs' -Direct -Cluster made | Wait-IdpPackage").Errors);
        var before = await _objects.ReadAsync(TestContext.Current.CancellationToken);

        var error = Assert.Single(Run(choice.Replace("{0}", _folder.Path, StringComparison.Ordinal)).Errors);

        Assert.StartsWith($"{id},", error.FullyQualifiedErrorId);
        Assert.DoesNotContain(Password, error.ToString());
        Assert.Equal(before, await _objects.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_administrator_of_a_git_server_keeps_his_name()
    {
        await ForgetAsync();
        Connect("-CorePackage gitea");
        var before = await _objects.ReadAsync(TestContext.Current.CancellationToken);

        var error = Assert.Single(Run("-CorePackage gitea -Credential $chosen").Errors);

        Assert.StartsWith("CredentialUserNameFixed,", error.FullyQualifiedErrorId);
        Assert.Equal(before, await _objects.ReadAsync(TestContext.Current.CancellationToken));
    }

    private (string Shown, IReadOnlyList<PSCredential> Secrets) Connect(string choice)
    {
        var result = Run(choice, " 4>&1");
        Assert.Empty(result.Errors);
        var secrets = _engine.Run($"(Get-IdpSecret -Package argocd, gitea -Cluster {_name}).Credential").Output.Select(item => (PSCredential)item.BaseObject);
        return (string.Join('\n', result.Output.Select(item => $"{item}").Concat(result.Warnings)), [.. secrets]);
    }

    private EngineResult Run(string choice, string redirection = "")
    {
        CorePackageTests.Supply();
        _folder.Write("redis.yaml", CorePackageTests.RedisSecret);
        var over = choice.Contains("argocd", StringComparison.Ordinal) ? $"-PackageOverride @{{ argocd = '{_folder.Path}/redis.yaml' }}" : string.Empty;
        return _engine.Run($$"""
            function Secure($text) { $secure = [securestring]::new(); foreach ($character in $text.ToCharArray()) { $secure.AppendChar($character) }; $secure }
            $chosen = [pscredential]::new('alice', (Secure '{{Password}}'))
            $short = [pscredential]::new('alice', (Secure '{{Password[..7]}}'))
            $admin = [pscredential]::new('admin', (Secure '{{Password}}'))
            Connect-IdpCluster -KubeConfig '{{_folder.Path}}/config' -Name {{_name}} -Timeout 5m {{choice}} {{over}}{{redirection}}
            """);
    }

    // The embedded platform has them from its beginning.
    private async Task ForgetAsync()
    {
        await using var api = _objects.Connect();
        foreach (var core in CoreSecret.All)
        {
            await api.DeleteAsync(core.Reference, DeletionOptions.Default, TestContext.Current.CancellationToken);
        }
    }

    private IEnumerable<string> FilesOfPackages()
    {
        var folder = Path.GetDirectoryName(_engine.Run($"Get-IdpPackage gitea -Cluster {_name}").Single<PackageStatus>().Path)!;
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories);
    }

    private async Task<Manifest?> FindAsync(GroupVersionKind type, string name, string inNamespace)
    {
        await using var api = _objects.Connect();
        return await api.GetAsync(new ResourceReference(type, inNamespace, name), TestContext.Current.CancellationToken);
    }
}
