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

    [Theory]
    [InlineData("replicas: \"two\"", "")]
    [InlineData("replicas: \"two\"", "-Direct")]
    [InlineData("replicas: -1", "")]
    [InlineData("replicas: -1", "-Direct")]
    public void A_rehearsal_finds_objects_that_the_server_would_refuse_in_a_namespace_that_is_not_there_yet(string field, string how)
    {
        _folder.Write("new/web.yaml", $$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              {{field}}
              selector: {matchLabels: {app: a} }
              template:
                metadata: {labels: {app: a} }
                spec: {containers: [{name: c, image: nginx}]}
            """);

        var run = HostRun.Command($"$null = New-IdpCluster demo -Provider Embedded; Install-IdpPackage '{_folder.Path}/new' -Namespace new {how} -WhatIf");

        Assert.Contains("Refuse Deployment new/web", (run.Output + run.Error).ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Direct")]
    public void A_rehearsal_says_object_by_object_what_would_become_of_it(string how)
    {
        var (file, secret) = ($"{_folder.Path}/web/content/cm.yaml", $"{_folder.Path}/web/content/login.yaml");
        var run = HostRun.Command($$"""
            $null = New-IdpCluster demo -Provider Embedded
            [IO.File]::WriteAllText('{{secret}}', "apiVersion: v1`nkind: Secret`nmetadata: {name: login}`nstringData: {password: first}`n")
            Install-IdpPackage '{{_folder.Path}}/web' {{how}} -WhatIf
            $null = Install-IdpPackage '{{_folder.Path}}/web' {{how}} | Wait-IdpPackage -Timeout 5m
            [IO.File]::WriteAllText('{{secret}}', "apiVersion: v1`nkind: Secret`nmetadata: {name: login}`nstringData: {password: second}`n")
            [IO.File]::WriteAllText('{{file}}', "apiVersion: v1`nkind: ConfigMap`nmetadata: {name: settings}`ndata: {color: blue}`n")
            Update-IdpPackage web -WhatIf
            Uninstall-IdpPackage web -WhatIf
            """);

        var lines = run.Output.ReplaceLineEndings("\n").Split('\n');
        string[] expected =
        [
            "What if: Create ConfigMap default/settings", "What if: Create Secret default/login",
            "What if: Change ConfigMap default/settings", "    data: (none) -> {\"color\":\"blue\"}",
            "What if: Change Secret default/login", "    data.password: (hidden) -> (changed)",
            "What if: Delete ConfigMap default/settings", "What if: Delete Secret default/login",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), lines.Intersect(expected, StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("What if: Package web: 2 to change", StringComparison.Ordinal) || line.StartsWith("What if: Package web: 3 to change", StringComparison.Ordinal));
        Assert.DoesNotContain("second", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_would_change_is_there_as_objects()
    {
        _folder.Write("kinds/crd.yaml", """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: cats.example.test}
            spec:
              group: example.test
              scope: Namespaced
              names: {plural: cats, singular: cat, kind: Cat}
              versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true} } }]
            """);
        _folder.Write("kinds/cat.yaml", "apiVersion: example.test/v1\nkind: Cat\nmetadata: {name: tom}\n");
        _folder.Write("kinds/job.yaml", """
            apiVersion: batch/v1
            kind: Job
            metadata: {generateName: prepare-, annotations: {argocd.argoproj.io/hook: PreSync} }
            spec: {template: {spec: {restartPolicy: Never, containers: [{name: main, image: busybox}]} } }
            """);
        _folder.Write("kinds/wrong.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: wrong, namespace: nowhere}\n");

        var changes = _engine.Run($"Get-IdpPackagePlan '{_folder.Path}/kinds' -Diff -Direct").As<PackageChange>().Select(change => $"{change.Action} {change.Kind} {change.Name}: {change.Message}").ToArray();

        Assert.Equal(
            ["Create Namespace kinds: ", "Run Job prepare-*: PreSync hook", "Create CustomResourceDefinition cats.example.test: ", "Create Cat tom: created after its definition"],
            changes.Where(change => !change.Contains("wrong", StringComparison.Ordinal)));
        Assert.Matches("^Refuse ConfigMap wrong: .*namespaces .nowhere. not found", Assert.Single(changes, change => change.Contains("wrong", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("", ChangeAction.Refuse)]
    [InlineData(", annotations: {argocd.argoproj.io/sync-options: Validate=false}", ChangeAction.Create)]
    public void A_field_that_nobody_knows_fails_the_sync_unless_it_is_not_to_be_validated(string annotations, ChangeAction action)
    {
        _folder.Write("store/web.yaml", $$$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web{{{annotations}}}}
            spec:
              replica: 3
              selector: {matchLabels: {app: web} }
              template: {metadata: {labels: {app: web} }, spec: {containers: [{name: web, image: nginx}]} }
            """);

        var foreseen = _engine.Run($"Get-IdpPackagePlan '{_folder.Path}/store' -Diff").As<PackageChange>();

        Assert.Equal(action, Assert.Single(foreseen, change => change.Kind == "Deployment").Action);
        if (action == ChangeAction.Refuse)
        {
            var error = Assert.Single(_engine.Run($"Install-IdpPackage '{_folder.Path}/store' | Wait-IdpPackage").Errors);
            Assert.Contains("unknown field \"spec.replica\"", error.Exception.Message, StringComparison.Ordinal);
        }
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
