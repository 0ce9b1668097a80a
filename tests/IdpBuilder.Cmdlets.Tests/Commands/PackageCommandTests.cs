using System.Management.Automation;

namespace IdpBuilder.Tests.Commands;

public sealed class PackageCommandTests : IDisposable
{
    private readonly ModuleEngine _engine = new();
    private readonly TemporaryFolder _folder = new();

    public PackageCommandTests() => _engine.Run("$null = New-IdpCluster demo -Provider Embedded");

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_bare_directory_of_manifests_is_installed_waited_for_and_removed()
    {
        WriteConfigMap("plain/cm.yaml", "one");

        var ready = _engine.Run($"Install-IdpPackage '{_folder.Path}/plain' | Wait-IdpPackage");

        Assert.Empty(ready.Errors);
        var status = ready.Single<PackageStatus>();
        Assert.Equal(("plain", "Synced", "Healthy", "Succeeded"), (status.Name, status.Sync, status.Health, status.Phase));
        Assert.Contains(_engine.Run("Get-IdpPackageResource plain").As<PackageResource>(), resource => resource is { Kind: "ConfigMap", Name: "one" });

        var removed = _engine.Run("Uninstall-IdpPackage plain -PassThru");

        Assert.Empty(removed.Errors);
        Assert.Equal("plain", removed.Single<PackageStatus>().Name);
        Assert.Empty(_engine.Run("Get-IdpPackage").Output);
    }

    [Fact]
    public void An_update_keeps_the_options_of_the_installation_and_tells_of_values_that_it_lacks()
    {
        _folder.Write("tuned/idp.yaml", "apiVersion: idpbuilder.io/v1alpha1\nkind: Package\nspec:\n  parameters: [{name: colour, default: blue}, {name: size, default: small}]\n");
        _folder.Write("tuned/below/cm.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: one}, data: {colour: ((colour)), size: ((size))}}");
        WriteConfigMap("tuned/cm.yaml", "two");
        _engine.Run($"Install-IdpPackage '{_folder.Path}/tuned' -Recurse -Namespace elsewhere -Parameter @{{ colour = 'red'; size = 'huge' }} | Wait-IdpPackage");

        var updated = _engine.Run("Update-IdpPackage tuned -Parameter @{ size = 'large' }");

        Assert.Empty(updated.Errors);
        Assert.Contains("'colour'", Assert.Single(updated.Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain("'size'", updated.Warnings[0], StringComparison.Ordinal);
        _engine.Run("Wait-IdpPackage tuned");
        Assert.Equal(
            ["elsewhere/one", "elsewhere/two"],
            _engine.Run("Get-IdpPackageResource tuned").As<PackageResource>().Where(resource => resource.Kind == "ConfigMap").Select(resource => $"{resource.Namespace}/{resource.Name}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Removing_what_others_need_is_warned_of()
    {
        WriteConfigMap("base/cm.yaml", "one");
        WriteConfigMap("top/cm.yaml", "two");
        _folder.Write("top/idp.yaml", "apiVersion: idpbuilder.io/v1alpha1\nkind: Package\nspec: {dependsOn: [base]}\n");
        _engine.Run($"Install-IdpPackage '{_folder.Path}/base', '{_folder.Path}/top' | Wait-IdpPackage");

        Assert.Contains("'top'", Assert.Single(_engine.Run("Uninstall-IdpPackage base -WhatIf").Warnings), StringComparison.Ordinal);
        Assert.Empty(_engine.Run("Uninstall-IdpPackage base, top -WhatIf").Warnings);
        Assert.Empty(_engine.Run("Uninstall-IdpPackage top").Warnings);
    }

    [Fact]
    public void What_a_package_needs_that_cannot_be_removed_stays()
    {
        WriteConfigMap("base/cm.yaml", "one");
        WriteConfigMap("between/cm.yaml", "between");
        _folder.Write("between/idp.yaml", "apiVersion: idpbuilder.io/v1alpha1\nkind: Package\nspec: {dependsOn: [base]}\n");
        _folder.Write("top/cm.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: held, finalizers: [example.test/held]}\n");
        _folder.Write("top/idp.yaml", "apiVersion: idpbuilder.io/v1alpha1\nkind: Package\nspec: {dependsOn: [between]}\n");
        _engine.Run($"Install-IdpPackage '{_folder.Path}/base', '{_folder.Path}/between', '{_folder.Path}/top' | Wait-IdpPackage");

        var removal = _engine.Run("Uninstall-IdpPackage base, top -Timeout 2s");

        Assert.Equal(["WaitTimedOut top", "PackageStillNeeded base"], removal.Errors.Select(error => $"{error.FullyQualifiedErrorId.Split(',')[0]} {((PackageStatus)error.TargetObject).Name}"));
        Assert.Equal(["base", "between", "top"], _engine.Run("Get-IdpPackage").As<PackageStatus>().Select(package => package.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_file_that_goes_takes_its_object_with_it()
    {
        WriteConfigMap("plain/one.yaml", "one");
        WriteConfigMap("plain/two.yaml", "two");
        _engine.Run($"Install-IdpPackage '{_folder.Path}/plain' | Wait-IdpPackage");

        File.Delete(Path.Combine(_folder.Path, "plain", "two.yaml"));
        var updated = _engine.Run("Update-IdpPackage plain | Wait-IdpPackage");

        Assert.Empty(updated.Errors);
        Assert.Equal(["one"], _engine.Run("Get-IdpPackageResource plain").As<PackageResource>().Where(resource => resource.Kind == "ConfigMap").Select(resource => resource.Name));
    }

    [Theory]
    [InlineData("Test-IdpPackage ./plain -Namespace BAD_ns", "NamespaceInvalid")]
    [InlineData("Test-IdpPackage ./plain, ./other -Name both", "PackageNameAmbiguous")]
    public void An_argument_that_fits_no_package_is_found_before_anything_is_installed(string script, string code)
    {
        WriteConfigMap("plain/cm.yaml", "one");
        WriteConfigMap("other/cm.yaml", "two");

        var found = _engine.Run(script.Replace("./", _folder.Path + "/", StringComparison.Ordinal)).As<Diagnostic>();

        Assert.Contains(found, diagnostic => diagnostic.Code == code && diagnostic.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void The_cause_of_a_failed_wait_ends_its_sentence_once()
    {
        _folder.Write("widgets/widget.yaml", "{apiVersion: example.com/v1, kind: Widget, metadata: {name: one, annotations: {argocd.argoproj.io/sync-options: SkipDryRunOnMissingResource=true}}}");

        var error = Assert.Single(_engine.Run($"Install-IdpPackage '{_folder.Path}/widgets' | Wait-IdpPackage").Errors);

        Assert.StartsWith("PackageFailed,", error.FullyQualifiedErrorId);
        Assert.Contains("installed on the destination cluster. See", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_names_the_steps_and_changes_nothing()
    {
        WriteConfigMap("plain/cm.yaml", "one");

        _engine.Run($"Install-IdpPackage '{_folder.Path}/plain' -WhatIf");

        Assert.Empty(_engine.Run("Get-IdpPackage").Output);
    }

    [Theory]
    [InlineData("kind: ConfigMap\n\tmetadata: x", "YamlTab")]
    [InlineData("kind: [", "YamlSyntax")]
    [InlineData("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nkind: Secret", "YamlDuplicateKey")]
    public void A_broken_file_is_reported_with_its_place_and_changes_nothing(string text, string code)
    {
        _folder.Write("broken/a.yaml", text);

        var result = _engine.Run($"Install-IdpPackage '{_folder.Path}/broken'");

        var error = Assert.Single(result.Errors, error => error.FullyQualifiedErrorId.StartsWith(code + ",", StringComparison.Ordinal));
        Assert.Matches(@"a\.yaml:\d+", error.Exception.Message);
        Assert.Empty(_engine.Run("Get-IdpPackage").Output);
        Assert.Contains(_engine.Run($"Test-IdpPackage '{_folder.Path}/broken'").As<Diagnostic>(), diagnostic => diagnostic.Code == code);
    }

    [Fact]
    public void A_package_whose_hook_fails_is_an_error_with_the_chain_of_causes()
    {
        _folder.Write("bad/hook.yaml", """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: migrate, annotations: {argocd.argoproj.io/hook: PreSync}}
            spec:
              backoffLimit: 0
              template:
                metadata: {annotations: {embedded.idpbuilder.io/exit-code: "3"}}
                spec: {restartPolicy: Never, containers: [{name: main, image: busybox}]}
            """);
        WriteConfigMap("bad/cm.yaml", "one");

        var error = Assert.Single(_engine.Run($"Install-IdpPackage '{_folder.Path}/bad' | Wait-IdpPackage").Errors);

        Assert.StartsWith("PackageFailed,", error.FullyQualifiedErrorId);
        Assert.Contains("migrate", error.Exception.Message);
    }

    [Fact]
    public async Task A_wait_that_takes_too_long_says_what_was_last_seen()
    {
        _folder.Write("slow/set.yaml", """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: web}
            spec:
              serviceName: web
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}, annotations: {embedded.idpbuilder.io/ready: "false"}}
                spec: {containers: [{name: main, image: nginx}]}
            """);

        using (var wait = _engine.CreateShell($"Install-IdpPackage '{_folder.Path}/slow' | Wait-IdpPackage"))
        {
            await RunningScript.StopAsync(wait, await RunningScript.UntilAsync(wait, "Progressing"));
        }

        var error = Assert.Single(_engine.Run("Wait-IdpPackage slow -Timeout 2s").Errors);

        Assert.StartsWith("WaitTimedOut,", error.FullyQualifiedErrorId);
        Assert.IsType<PackageStatus>(error.TargetObject);
        Assert.Equal(ErrorCategory.OperationTimeout, error.CategoryInfo.Category);
        Assert.Contains("Progressing", error.Exception.Message);
    }

    [Fact]
    public async Task A_wait_that_takes_too_long_quotes_the_Pods_that_cannot_run()
    {
        _folder.Write("db/set.yaml", """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: db}
            spec:
              serviceName: db
              selector: {matchLabels: {app: db} }
              template: {metadata: {labels: {app: db} }, spec: {containers: [{name: main, image: x, envFrom: [{secretRef: {name: login} }]}]} }
            """);
        using (var wait = _engine.CreateShell($"Install-IdpPackage '{_folder.Path}/db' | Wait-IdpPackage"))
        {
            await RunningScript.StopAsync(wait, await RunningScript.UntilAsync(wait, "Progressing"));
        }

        var error = Assert.Single(_engine.Run("Wait-IdpPackage db -Timeout 2s").Errors);

        Assert.StartsWith("WaitTimedOut,", error.FullyQualifiedErrorId);
        Assert.EndsWith("In its Pods:\n    Pod db/db-0: secret \"login\" not found", error.Exception.Message);
    }

    [Fact]
    public void A_package_is_Ready_when_what_it_calls_itself_ready_by_is_there()
    {
        _folder.Write("own/cm.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n");
        _folder.Write("own/idp.yaml", """
            apiVersion: idpbuilder.io/v1alpha1
            kind: Package
            metadata: {name: own}
            spec:
              ready: [{apiVersion: v1, kind: Secret, namespace: own, name: token}]
            """);
        _engine.Run($"$null = Install-IdpPackage '{_folder.Path}/own'");

        Assert.Contains("Secret 'own/token' does not exist yet", Assert.Single(_engine.Run("Wait-IdpPackage own -Timeout 2s").Errors).Exception.Message, StringComparison.Ordinal);
        var before = _engine.Run("Get-IdpPackage own").Single<PackageStatus>();

        Assert.Equal((false, "Secret 'own/token' does not exist yet"), (before.Ready, before.Message));
    }

    [Fact]
    public void Waiting_for_what_is_not_installed_is_an_error_at_once() =>
        Assert.StartsWith("PackageNotFound,", Assert.Single(_engine.Run("Wait-IdpPackage nope").Errors).FullyQualifiedErrorId);

    [Fact]
    public void Names_of_installed_packages_complete()
    {
        WriteConfigMap("plain/cm.yaml", "one");
        _engine.Run($"Install-IdpPackage '{_folder.Path}/plain'");

        Assert.Equal(["plain"], _engine.Complete("Wait-IdpPackage pl"));
    }

    private void WriteConfigMap(string path, string name) =>
        _folder.Write(path, $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: {name}}}\ndata: {{key: value}}\n");
}
