using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Rendering;
using static IdpBuilder.Core.Tests.Rendering.PublishedFiles;

namespace IdpBuilder.Core.Tests.Rendering;

public sealed class SourceRendererTests
{
    private static readonly RenderRequest Request = new("demo", "argocd", "default", "space");

    private static readonly InstalledPrograms Programs = new(TimeProvider.System);

    private readonly PublishedFiles _files = new();
    private readonly SourceRenderer _renderer;

    public SourceRendererTests() => _renderer = new SourceRenderer(_files, new YamlManifestReader(), Programs);

    [Theory]
    [InlineData("", "a,b,c")]
    [InlineData("""{"recurse":true}""", "a,b,c,d,e")]
    [InlineData("""{"include":"*.yaml"}""", "a")]
    [InlineData("""{"include":"{a,b}.*"}""", "a,b")]
    [InlineData("""{"exclude":"b*"}""", "a,c")]
    [InlineData("""{"recurse":true,"include":"sub/*"}""", "d,e")]
    [InlineData("""{"exclude":"[z-a]"}""", "a,b,c")]
    [InlineData("""{"recurse":true,"exclude":"sub/**"}""", "a,b,c")]
    public async Task A_directory_gives_the_manifests_of_its_files(string directory, string expected)
    {
        _files.Publish(
            ("app/a.yaml", Map("a")), ("app/b.yml", Map("b")), ("app/c.json", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"}}"""),
            ("app/sub/d.yaml", Map("d")), ("app/sub/deep/e.yaml", Map("e")), ("app/readme.md", "no"), ("app/skip.yaml", "# +argocd:skip-file-rendering\n" + Map("skipped")),
            ("outside.yaml", Map("outside")));

        var source = Source(directory.Length == 0 ? null : $$"""{"directory":{{directory}}}""");

        Assert.Equal(expected, string.Join(',', await NamesAsync(source)));
    }

    [Theory]
    [InlineData("apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: List, metadata: {name: inner}, items: []}\n", "inner")]
    [InlineData("apiVersion: v1\nkind: ConfigMapList\nitems: null\n", "")]
    [InlineData("apiVersion: a/v1\nkind: Thing\nmetadata: {name: own}\nspec: {}\nitems: null\n", "own")]
    public async Task A_list_is_taken_apart_once(string text, string expected)
    {
        _files.Publish(("app/a.yaml", text));
        Assert.Equal(expected, string.Join(',', await NamesAsync(Source("{}"))));
    }

    [Fact]
    public async Task Lists_are_taken_apart_and_empty_documents_passed_over()
    {
        _files.Publish(("app/a.yaml", "---\n---\napiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Secret, metadata: {name: one}}\n- {apiVersion: v1, kind: Secret, metadata: {name: two}}\n---\n"));
        Assert.Equal(["one", "two"], await NamesAsync(Source()));
    }

    [Theory]
    [InlineData("a.yaml", "# apiVersion: kind: metadata:\n- a\n- b\n", "a manifest is a map")]
    [InlineData("a.yaml", "# kind:\napiVersion: v1\nmetadata: {}\n", "Object 'Kind' is missing")]
    [InlineData("a.yaml", "apiVersion: v1\nkind: A\nmetadata:\n\tx: 1\n", "Failed to unmarshal \"a.yaml\"")]
    [InlineData("a.json", "{\"a\": 1}", "Object 'Kind' is missing")]
    [InlineData("a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\n", "Failed to unmarshal \"a.yaml\"")]
    public async Task A_file_that_holds_no_manifest_is_named(string file, string text, string expected)
    {
        _files.Publish(($"app/{file}", text));
        var failure = await Assert.ThrowsAsync<RenderingException>(() => NamesAsync(Source()));
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: b\n")]
    [InlineData("- a\n- b\n")]
    [InlineData("a:\n\tb: 1\n")]
    [InlineData("a: b\n---\napiVersion: v1\nkind: ConfigMap\n")]
    [InlineData("port: {{ .Port }}\n")]
    public async Task A_file_that_was_never_meant_as_a_manifest_is_passed_over(string text)
    {
        _files.Publish(("app/a.yaml", Map("a")), ("app/values.yaml", text));
        Assert.Equal(["a"], await NamesAsync(Source()));
    }

    [Theory]
    [InlineData("Chart.yaml", null, "Helm")]
    [InlineData("kustomization.yaml", null, "Kustomize")]
    [InlineData("kustomization.yml", null, "Kustomize")]
    [InlineData("Kustomization", null, "Kustomize")]
    [InlineData("a.yaml", null, "Directory")]
    [InlineData("Chart.yaml", """{"directory":{}}""", "Directory")]
    [InlineData("a.yaml", """{"helm":{}}""", "Helm")]
    public void The_kind_of_a_source_follows_from_its_spec_or_its_files(string file, string? spec, string expected)
    {
        var content = new SourceContent(new Dictionary<string, ReadOnlyMemory<byte>> { [$"app/{file}"] = default }, "app");
        Assert.Equal(expected, SourceDetection.TypeOf(Source(spec), content).ToString());
    }

    [Theory]
    [InlineData(".argocd-source.yaml", "directory: {include: b.yaml}\n", "b")]
    [InlineData(".argocd-source-demo.yaml", "directory: {include: b.yaml}\n", "b")]
    [InlineData(".argocd-source-other.yaml", "directory: {include: b.yaml}\n", "a")]
    [InlineData(".argocd-source.yaml", "directory: null\n", "a,b")]
    [InlineData(".argocd-source.yaml", "path: elsewhere\nrepoURL: https://elsewhere\n", "a")]
    [InlineData(".argocd-source.yaml", "# nothing\n", "a")]
    public async Task A_file_in_the_source_overrides_how_it_is_rendered_but_not_where_it_lies(string file, string text, string expected)
    {
        _files.Publish(("app/a.yaml", Map("a")), ("app/b.yaml", Map("b")), ($"app/{file}", text));

        Assert.Equal(expected, string.Join(',', await NamesAsync(Source("""{"directory":{"include":"a.yaml"}}"""))));
    }

    [Fact]
    public async Task The_applications_own_override_wins_over_the_one_for_all()
    {
        _files.Publish(
            ("app/a.yaml", Map("a")), ("app/b.yaml", Map("b")),
            ("app/.argocd-source.yaml", "directory: {include: a.yaml}\n"), ("app/.argocd-source-demo.yaml", "directory: {include: b.yaml}\n"));

        Assert.Equal(["b"], await NamesAsync(Source()));
    }

    [Theory]
    [InlineData("- a\n")]
    [InlineData("a: [\n")]
    public async Task An_override_that_cannot_be_read_is_named(string text)
    {
        _files.Publish(("app/a.yaml", Map("a")), ("app/.argocd-source.yaml", text));
        var failure = await Assert.ThrowsAsync<RenderingException>(() => NamesAsync(Source()));
        Assert.StartsWith("error while parsing source parameters: .argocd-source.yaml", failure.Message);
    }

    [Fact]
    public void A_source_of_two_kinds_is_refused()
    {
        var content = new SourceContent(new Dictionary<string, ReadOnlyMemory<byte>>(), "");
        var failure = Assert.Throws<RenderingException>(() => SourceDetection.TypeOf(Source("""{"helm":{},"kustomize":{}}"""), content));
        Assert.Equal("multiple application sources defined: Kustomize,Helm", failure.Message);
    }

    [Theory]
    [InlineData("$ARGOCD_APP_NAME-x", "demo-x")]
    [InlineData("${ARGOCD_APP_NAMESPACE}", "space")]
    [InlineData("$$ARGOCD_APP_NAME", "$ARGOCD_APP_NAME")]
    [InlineData("$UNKNOWN!", "!")]
    [InlineData("${ARGOCD_APP_REVISION_SHORT}", "0123456")]
    [InlineData("plain", "plain")]
    public void Build_variables_are_filled_in(string text, string expected) =>
        Assert.Equal(expected, new BuildEnvironment(Request, Source(), "0123456789").Substitute(text));

    [Theory]
    [InlineData("a/b", "a/b")]
    [InlineData("./a/../b/", "b")]
    [InlineData(".", "")]
    public void A_path_is_normalised_inside_its_repository(string path, string expected) =>
        Assert.Equal(expected, new SourceContent(new Dictionary<string, ReadOnlyMemory<byte>>(), path).Path);

    [Theory]
    [InlineData("..")]
    [InlineData("a/../../b")]
    public void A_path_does_not_leave_its_repository(string path) =>
        Assert.Throws<RenderingException>(() => new SourceContent(new Dictionary<string, ReadOnlyMemory<byte>>(), path));

    [Theory]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("/etc/x")]
    public void A_file_is_not_written_outside_of_its_checkout(string path)
    {
        using var checkout = Checkout.Of(new Dictionary<string, ReadOnlyMemory<byte>>());
        Assert.Throws<RenderingException>(() => checkout.Write(path, "x"u8));
    }

    [Fact]
    public void A_checkout_leaves_nothing_behind()
    {
        var checkout = Checkout.Of(new Dictionary<string, ReadOnlyMemory<byte>> { ["a/b"] = "x"u8.ToArray() });
        Assert.True(File.Exists(Path.Combine(checkout.Root, "a", "b")));
        checkout.Dispose();
        Assert.False(Directory.Exists(checkout.Root));
    }

    [Fact]
    public async Task Sources_are_rendered_in_order_and_one_with_a_ref_and_no_path_gives_none()
    {
        _files.Publish(("app/a.yaml", Map("a")), ("two/b.yaml", Map("b")));
        var rendered = await RenderAsync(Source("""{"path":"two"}"""), Source("""{"path":"","ref":"values"}"""), Source());

        Assert.Equal(["b", "a"], rendered.SelectMany(source => source.Manifests).Select(manifest => manifest.Name));
        Assert.Equal(3, rendered.Count);
    }

    [Theory]
    [InlineData("x", "x", "invalid sources: multiple sources had the same `ref` key")]
    [InlineData("x!", "y", "sources.ref x! cannot contain any special characters except '_' and '-'")]
    public async Task A_ref_is_unique_and_plain(string first, string second, string expected)
    {
        _files.Publish(("app/a.yaml", Map("a")));
        var failure = await Assert.ThrowsAsync<RenderingException>(
            () => RenderAsync(Source($$"""{"ref":"{{first}}"}"""), Source($$"""{"ref":"{{second}}"}""")));
        Assert.Equal(expected, failure.Message);
    }

    [Fact]
    public async Task What_was_rendered_for_a_commit_is_kept()
    {
        _files.Publish(("app/a.yaml", Map("a")));
        var first = await RenderAsync(Source());
        Assert.Same(first[0], (await RenderAsync(Source()))[0]);
        _files.Publish(("app/a.yaml", Map("b")));
        Assert.NotSame(first[0], (await RenderAsync(Source()))[0]);
    }

    [Fact]
    public async Task A_chart_is_rendered_by_helm()
    {
        _files.Publish(
            ("app/Chart.yaml", "apiVersion: v2\nname: demo\nversion: 0.1.0\n"), ("app/values.yaml", "color: red\n"),
            ("app/templates/c.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: \"{{ .Release.Name }}\"}\ndata: {color: \"{{ .Values.color }}\"}\n"));
        var source = Source("""{"helm":{"releaseName":"rel","valuesObject":{"color":"blue"}}}""");
        if (Programs.Find("helm") is null)
        {
            var failure = await Assert.ThrowsAsync<RenderingException>(() => NamesAsync(source));
            Assert.Contains("`helm`, which was not found on the PATH", failure.Message, StringComparison.Ordinal);
            return;
        }

        var manifest = (await RenderAsync(source))[0].Manifests.Single();
        Assert.Equal(("rel", "blue"), (manifest.Name, (string?)manifest.Json["data"]!["color"]));
    }

    [Theory]
    [InlineData("{}", "a")]
    [InlineData("""{"disableExtensionFilter":true}""", "a,b")]
    [InlineData("""{"disableExtensionFilter":true,"exclude":"*.sealed"}""", "a")]
    public async Task Files_of_other_names_are_manifests_where_the_application_says_so(string directory, string expected)
    {
        _files.Publish(("app/a.yaml", Map("a")), ("app/b.yaml.sealed", Map("b")));
        Assert.Equal(expected, string.Join(',', await NamesAsync(Source($$"""{"directory":{{directory}}}"""))));
    }

    [Theory]
    [InlineData("""{"commonAnnotations":{"a":"$ARGOCD_APP_NAME"}}""", "$ARGOCD_APP_NAME", "")]
    [InlineData("""{"commonAnnotations":{"a":"$ARGOCD_APP_NAME"},"commonAnnotationsEnvsubst":true}""", "demo", "")]
    [InlineData("""{"commonLabels":{"l":"$ARGOCD_APP_NAME"}}""", "", "demo")]
    public async Task Common_labels_are_substituted_and_common_annotations_on_request(string kustomize, string annotation, string label)
    {
        Assert.SkipUnless(Programs.Find("kustomize", "kubectl") is not null, "neither kustomize nor kubectl is on the PATH");
        _files.Publish(("app/kustomization.yaml", "resources: [a.yaml]\n"), ("app/a.yaml", Map("a")));

        var manifest = (await RenderAsync(Source($"{{\"kustomize\":{kustomize}}}")))[0].Manifests.Single();

        Assert.Equal((annotation, label), (manifest.Annotation("a") ?? "", manifest.Label("l") ?? ""));
    }

    [Theory]
    [InlineData("images: [{name: nginx, newName: mirror/nginx}]", """{"images":["nginx:1.2"]}""", "nginx:1.2")]
    [InlineData("images: [{name: nginx, newName: mirror/nginx}]", """{"images":["nginx=other/nginx:1.2@sha256:abc"]}""", "other/nginx:1.2@sha256:abc")]
    [InlineData("namePrefix: dev-", """{"namePrefix":"app-"}""", "app-web")]
    [InlineData("replicas: [{name: web, count: 1}]", """{"replicas":[{"name":"web","count":"3"}]}""", "replicas: 3")]
    [InlineData("commonAnnotations: {a: '1'}", """{"commonAnnotations":{"a":"2"},"forceCommonAnnotations":true}""", "a: \"2\"")]
    [InlineData("commonAnnotations: {a: '1'}", """{"commonAnnotations":{"a":"2"}}""", "annotation a is in the kustomization already")]
    [InlineData("commonLabels: {l: one}", """{"commonLabels":{"l":"2"}}""", "label l is in the kustomization already")]
    [InlineData("labels: []", """{"commonLabels":{"l":"1"},"labelIncludeTemplates":true}""", "labelIncludeTemplates needs labelWithoutSelector")]
    [InlineData("patches: []", """{"patches":[{"target":{"kind":"Deployment"},"patch":"[{\"op\":\"add\",\"path\":\"/spec/paused\",\"value\":true}]"}]}""", "paused: true")]
    [InlineData("patches: []", """{"components":["missing"],"ignoreMissingComponents":true}""", "name: web")]
    public async Task What_an_Application_says_changes_the_kustomization_itself(string kustomization, string settings, string expected)
    {
        Assert.SkipUnless(Programs.Find("kustomize", "kubectl") is not null, "neither kustomize nor kubectl is on the PATH");
        _files.Publish(("app/kustomization.yaml", $"resources: [web.yaml]\n{kustomization}\n"), ("app/web.yaml", """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec: {replicas: 2, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: main, image: nginx}]}}}
            """));

        string seen;
        try
        {
            seen = YamlWriter.Write((await RenderAsync(Source($"{{\"kustomize\":{settings}}}")))[0].Manifests.Single().Json);
        }
        catch (RenderingException refused)
        {
            seen = refused.Message;
        }

        Assert.Contains(expected, seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kustomization_is_built_by_kustomize_or_kubectl()
    {
        _files.Publish(("app/kustomization.yaml", "resources: [a.yaml]\n"), ("app/a.yaml", Map("a")));
        var source = Source("""{"kustomize":{"namePrefix":"pre-","commonLabels":{"l":"1"}}}""");
        if (Programs.Find("kustomize", "kubectl") is null)
        {
            var failure = await Assert.ThrowsAsync<RenderingException>(() => NamesAsync(source));
            Assert.Contains("neither of which was found on the PATH", failure.Message, StringComparison.Ordinal);
            return;
        }

        var manifest = (await RenderAsync(source))[0].Manifests.Single();
        Assert.Equal(("pre-a", "1"), (manifest.Name, manifest.Label("l")));
    }

    [Fact]
    public async Task What_kustomize_complains_of_has_the_paths_of_the_source()
    {
        Assert.SkipUnless(Programs.Find("kustomize", "kubectl") is not null, "neither kustomize nor kubectl is on the PATH");
        _files.Publish(("app/kustomization.yaml", "resources: [missing.yaml]\n"));

        var failure = await Assert.ThrowsAsync<RenderingException>(() => NamesAsync(Source()));

        Assert.Contains("app/missing.yaml", failure.Message.Replace('\\', '/'), StringComparison.Ordinal);
        Assert.DoesNotContain(Path.TrimEndingDirectorySeparator(Path.GetTempPath()), failure.Message, StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<RenderedSource>> RenderAsync(params ApplicationSource[] sources) =>
        _renderer.RenderAsync(sources, [], Request, afresh: false, TestContext.Current.CancellationToken);

    private async Task<IEnumerable<string>> NamesAsync(ApplicationSource source) =>
        (await RenderAsync(source))[0].Manifests.Select(manifest => manifest.Name);
}
