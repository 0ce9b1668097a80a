using System.Text;
using IdpBuilder.Manifests;

namespace IdpBuilder.Tests.Commands;

/// <summary>Secrets whose values are made in the cluster: they stay, and nobody sees them.</summary>
public sealed class GeneratedSecretTests : IDisposable
{
    private static readonly GroupVersionKind SecretType = new("", "v1", "Secret");

    private readonly DirectPackage _package = new();

    public GeneratedSecretTests() => _package.Write("login.yaml", """
        apiVersion: v1
        kind: Secret
        metadata: {name: login, annotations: {idpbuilder.io/generate: password}}
        data: {username: YWRtaW4=}
        """);

    public void Dispose() => _package.Dispose();

    [Fact]
    public async Task Values_are_generated_once_kept_by_updates_and_removed_with_the_package()
    {
        _package.Install();
        var first = await PasswordAsync();
        _package.WriteMap("more");

        Assert.Empty(_package.Engine.Run("Update-IdpPackage app").Errors);

        Assert.Equal(40, first.Length);
        Assert.Equal(first, await PasswordAsync());
        Assert.Empty(_package.Engine.Run("Uninstall-IdpPackage app").Errors);
        Assert.DoesNotContain("login", await _package.NamesAsync(SecretType));
        _package.Install();
        Assert.NotEqual(first, await PasswordAsync());
    }

    [Fact]
    public async Task No_stream_plan_or_difference_shows_them()
    {
        var said = Text($"Install-IdpPackage '{_package.Path}' -Direct -Verbose *>&1");
        var password = await PasswordAsync();

        said += Text($"Get-IdpPackagePlan '{_package.Path}'");
        said += Text("Get-IdpPackageResource app");
        said += Text($"Install-IdpPackage '{_package.Path}' -Direct -WhatIf -Verbose *>&1");
        var changes = _package.Engine.Run($"Get-IdpPackagePlan '{_package.Path}' -Diff -Direct").As<PackageChange>();

        Assert.Contains("login", said, StringComparison.Ordinal);
        Assert.DoesNotContain(password, said, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.ASCII.GetBytes(password)), said, StringComparison.Ordinal);
        Assert.All(changes, change => Assert.Equal(ChangeAction.None, change.Action));
    }

    private string Text(string script) => string.Join('\n', _package.Engine.Run(script).Output);

    private async Task<string> PasswordAsync()
    {
        var secret = Assert.Single(await _package.ListAsync(SecretType), secret => secret.Name == "login");
        return Encoding.ASCII.GetString(Convert.FromBase64String((string)secret.Json["data"]!["password"]!));
    }
}
