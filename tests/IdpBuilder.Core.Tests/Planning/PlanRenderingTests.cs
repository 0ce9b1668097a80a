using IdpBuilder.Core.Tests.Packages;
using IdpBuilder.Core.Tests.Rendering;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Packages;
using IdpBuilder.Planning;
using IdpBuilder.Rendering;
using static IdpBuilder.Core.Tests.Packages.PackageFolder;

namespace IdpBuilder.Core.Tests.Planning;

public sealed class PlanRenderingTests : IDisposable
{
    private const string Hook = "apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: migrate\n  annotations: {helm.sh/hook: pre-install, helm.sh/hook-weight: \"-3\"}\n";

    private readonly PackageFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_local_chart_is_planned_as_helm_renders_it_with_its_hooks()
    {
        _folder.With("app.yaml", Application("shop", "cnoe://chart")).With("chart/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n");
        var helm = new ScriptedPrograms(_ => ConfigMap("settings") + "---\n" + Hook, "helm");

        var planned = await RenderAsync(helm);

        Assert.Empty(planned.LeftOut);
        var steps = PackagePlan.Of(planned);
        Assert.Equal(["PreSync -3 Job migrate", "Sync 0 ConfigMap settings"], steps.Select(step => $"{step.Phase} {step.Wave} {step.Kind} {step.Name}"));
        Assert.All(steps, step => Assert.EndsWith("chart", step.Source));
        Assert.Equal(["helm", "template", ".", "--name-template", "shop", "--namespace", "shop"], Assert.Single(helm.Calls).Take(7));
    }

    [Theory]
    [InlineData("Chart.yaml", "chart", "`helm`, which was not found on the PATH")]
    [InlineData("kustomization.yaml", "kustomization", "`kustomize` or `kubectl`, neither of which was found on the PATH")]
    [InlineData("main.jsonnet", "jsonnet", "jsonnet is evaluated by Argo CD only")]
    public async Task What_cannot_be_rendered_here_is_left_out_and_the_missing_tool_is_named(string file, string what, string reason)
    {
        _folder.With("app.yaml", Application("shop", "cnoe://content")).With($"content/{file}", "apiVersion: v2\n");

        var planned = await RenderAsync(ScriptedPrograms.None);

        var source = Assert.Single(planned.LeftOut);
        Assert.StartsWith($"{what} in '", source.Name);
        Assert.Contains(reason, source.Reason);
        Assert.Empty(planned.Manifests);
    }

    [Fact]
    public async Task Sources_are_planned_in_their_order_and_lend_each_other_files()
    {
        _folder.With("app.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: {name: shop, namespace: argocd}
            spec:
              destination: {name: in-cluster, namespace: shop}
              sources:
              - {repoURL: "cnoe://chart", path: ".", helm: {valueFiles: [$values/dev.yaml]}}
              - {repoURL: "cnoe://values", ref: values}
              - {repoURL: "cnoe://plain", path: "."}
              - {repoURL: "https://example.com/other.git", path: deploy}

            """)
            .With("chart/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n").With("values/dev.yaml", "a: 1\n").With("plain/cm.yaml", ConfigMap("plain"));
        var helm = new ScriptedPrograms(
            call => ConfigMap(File.ReadAllText(call[call.ToList().IndexOf("--values") + 1]) == "a: 1\n" ? "from-values" : "without"), "helm");

        var planned = await RenderAsync(helm);

        Assert.Equal(["from-values", "plain"], planned.Manifests.Select(item => item.Manifest.Name));
        Assert.Equal(["'deploy' of https://example.com/other.git"], planned.LeftOut.Select(source => source.Name));
    }

    [Fact]
    public async Task An_override_in_the_source_counts_for_the_plan_too()
    {
        _folder.With("app.yaml", Application("shop", "cnoe://plain")).With("plain/a.yaml", ConfigMap("a")).With("plain/b.yaml", ConfigMap("b"))
            .With("plain/.argocd-source-shop.yaml", "directory: {exclude: b.yaml}\n");

        Assert.Equal(["a"], (await RenderAsync(ScriptedPrograms.None)).Manifests.Select(item => item.Manifest.Name));
    }

    [Fact]
    public async Task An_ApplicationSet_is_left_out_by_name()
    {
        _folder.With("set.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: ApplicationSet
            metadata: {name: many, namespace: argocd}
            spec:
              generators: [{list: {elements: [{name: a}]}}]
              template:
                metadata: {name: "{{name}}"}
                spec: {project: default, destination: {name: in-cluster}, source: {repoURL: "https://example.com/a.git", path: "."}}

            """);

        Assert.Equal("ApplicationSet 'many'", Assert.Single((await RenderAsync(ScriptedPrograms.None)).LeftOut).Name);
    }

    private Task<PlannedPackage> RenderAsync(IProgramRunner programs)
    {
        var package = Assert.Single(Sound(_folder.Read(".")).Packages);
        return new PlanRendering(new YamlManifestReader(), programs, ServerCapabilities.Unknown).RenderAsync(package, Assert.Single(package.Applications), TestContext.Current.CancellationToken);
    }

    private static PackageSet Sound(PackageSet set)
    {
        Assert.False(set.HasErrors, string.Join('\n', set.Diagnostics));
        return set;
    }
}
