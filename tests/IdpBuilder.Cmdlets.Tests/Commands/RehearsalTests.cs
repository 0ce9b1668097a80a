using IdpBuilder.Tests.Hosting;

namespace IdpBuilder.Tests.Commands;

/// <summary>What is refused or only said, before anything is done.</summary>
public sealed class RehearsalTests : IDisposable
{
    private readonly ModuleEngine _engine = new();
    private readonly TemporaryFolder _folder = new();

    public RehearsalTests()
    {
        _engine.Run("$null = New-IdpCluster demo -Provider Embedded");
        _folder.Write("web/app.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: {name: web, namespace: argocd}
            spec:
              project: default
              source: {repoURL: cnoe://content, targetRevision: HEAD, path: .}
              destination: {server: https://kubernetes.default.svc, namespace: default}
            """);
        _folder.Write("web/content/cm.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n");
        _folder.Write("shop/idp.yaml", "apiVersion: idpbuilder.io/v1alpha1\nkind: Package\nmetadata: {name: shop}\nspec: {dependsOn: [web]}\n");
        _folder.Write("shop/cm.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: shop}\n");
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void An_Application_of_another_package_is_not_taken_over()
    {
        _engine.Run($"$null = Install-IdpPackage '{_folder.Path}/web'");

        var error = Assert.Single(_engine.Run($"Install-IdpPackage '{_folder.Path}/web' -Name other").Errors);

        Assert.StartsWith("ApplicationNameTaken,", error.FullyQualifiedErrorId);
        Assert.Contains("Uninstall-IdpPackage web", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal("web", _engine.Run("Get-IdpPackage").Single<PackageStatus>().Name);
        Assert.Empty(_engine.Run($"Uninstall-IdpPackage web; Install-IdpPackage '{_folder.Path}/web' -Name other").Errors);
    }

    [Theory]
    [InlineData("Install-IdpPackage '{0}/shop' -WhatIf")]
    [InlineData("$WhatIfPreference = $true; Install-IdpPackage '{0}/shop'")]
    public void A_rehearsal_only_warns_of_a_package_that_an_earlier_command_may_bring(string script)
    {
        var result = _engine.Run(script.Replace("{0}", _folder.Path, StringComparison.Ordinal));

        Assert.Empty(result.Errors);
        Assert.Contains("DependencyMissing", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.StartsWith(
            "DependencyMissing,", Assert.Single(_engine.Run($"Install-IdpPackage '{_folder.Path}/shop' -WhatIf:$false").Errors).FullyQualifiedErrorId);
        Assert.Empty(_engine.Run("Get-IdpPackage").Output);
    }

    [Theory]
    [InlineData("Install-IdpPackage", "'{0}/web'", "Install the package")]
    [InlineData("Update-IdpPackage", "web", "Update the package")]
    public void A_rehearsal_says_what_the_command_would_do(string command, string argument, string said)
    {
        var run = HostRun.Command(
            $"$null = New-IdpCluster demo -Provider Embedded; $null = Install-IdpPackage '{_folder.Path}/web'; {command} {argument} -WhatIf".Replace("{0}", _folder.Path, StringComparison.Ordinal));

        Assert.Contains($"\"{said} (", run.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_that_was_given_a_name_is_updated_under_it()
    {
        _engine.Run($"$null = Install-IdpPackage '{_folder.Path}/web' -Name other | Wait-IdpPackage");
        _folder.Write("web/content/more.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: more}\n");

        Assert.Empty(_engine.Run("Update-IdpPackage other | Wait-IdpPackage").Errors);

        Assert.Contains("more", _engine.Run("Get-IdpPackageResource other").As<PackageResource>().Select(resource => resource.Name));
    }
}
