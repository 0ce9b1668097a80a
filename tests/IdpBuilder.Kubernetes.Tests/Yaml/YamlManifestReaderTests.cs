using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;

namespace IdpBuilder.Kubernetes.Tests.Yaml;

public sealed class YamlManifestReaderTests
{
    private readonly List<Diagnostic> _diagnostics = [];

    [Theory]
    [InlineData("a: 1\n---\nb: 2\n", "{\"a\":1}|{\"b\":2}")]
    [InlineData("---\n---\n# nothing\n---\na: 1\n...\n---\n", "{\"a\":1}")]
    [InlineData("\uFEFFa: 1\r\nb: |\r\n  x\r\n  y\r\n---\r\nc: 3\r\n", "{\"a\":1,\"b\":\"x\\ny\\n\"}|{\"c\":3}")]
    [InlineData("%YAML 1.1\n---\na: 1\n", "{\"a\":1}")]
    [InlineData("--- {a: 1}\n--- # note\nb: 2\n", "{\"a\":1}|{\"b\":2}")]
    [InlineData("a: |\n  x\n   ---\n  y\n", "{\"a\":\"x\\n ---\\ny\\n\"}")]
    [InlineData("a: ---b\n---c: 1\n", "{\"a\":\"---b\",\"---c\":1}")]
    [InlineData("", "")]
    [InlineData("# only a comment\n", "")]
    [InlineData("- 1\n- [a, {b: c}]\n", "[1,[\"a\",{\"b\":\"c\"}]]")]
    [InlineData("a: >-\n  one\n  two\nb: \"\\u263A\\n\"\n", "{\"a\":\"one two\",\"b\":\"\u263A\\n\"}")]
    public void Every_document_of_a_text_is_read(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("base: &b {x: 1, z: 2}\nuse: *b\n", "{\"base\":{\"x\":1,\"z\":2},\"use\":{\"x\":1,\"z\":2}}")]
    [InlineData("base: &b {x: 1, z: 2}\nuse:\n  <<: *b\n  z: 3\n", "{\"base\":{\"x\":1,\"z\":2},\"use\":{\"x\":1,\"z\":3}}")]
    [InlineData("base: &b {x: 1, z: 2}\nuse:\n  z: 3\n  <<: *b\n", "{\"base\":{\"x\":1,\"z\":2},\"use\":{\"z\":2,\"x\":1}}")]
    [InlineData("a: &a {x: 1}\nb: &b {x: 2, z: 2}\nuse:\n  <<: [*a, *b]\n", "{\"a\":{\"x\":1},\"b\":{\"x\":2,\"z\":2},\"use\":{\"x\":1,\"z\":2}}")]
    [InlineData("use:\n  <<: {x: 1}\n  '<<': 2\n", "{\"use\":{\"x\":1,\"<<\":2}}")]
    [InlineData("v: &v 1.10.0\nlist: [*v, *v]\n", "{\"v\":\"1.10.0\",\"list\":[\"1.10.0\",\"1.10.0\"]}")]
    [InlineData("v: &v x\n*v : 1\n", "{\"v\":\"x\",\"x\":1}")]
    [InlineData("v: &v x\nw: &v u\nu: *v\n", "{\"v\":\"x\",\"w\":\"u\",\"u\":\"u\"}")]
    public void Anchors_aliases_and_merge_keys_are_resolved(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("{\"a\":1}", "{\"a\":1}")]
    [InlineData("{\"a\":1}{\"b\":2}\n{\"c\":3}", "{\"a\":1}|{\"b\":2}|{\"c\":3}")]
    [InlineData("{\"a\":\t1}\n---\n{\"b\":2}", "{\"a\":1}|{\"b\":2}")]
    [InlineData("{a: yes}", "{\"a\":true}")]
    [InlineData("{\"a\":\"\\ud83d\\ude00\"}", "{\"a\":\"\\uD83D\\uDE00\"}")]
    [InlineData("[1, 2]", "[1,2]")]
    public void Json_is_read_like_yaml(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("a: 1\nb: [1\nc: 2\n", "YamlSyntax", 2)]
    [InlineData("a: b: c\n", "YamlSyntax", 1)]
    [InlineData("a: 'x\n", "YamlSyntax", 1)]
    [InlineData("- a\nb: c\n", "YamlSyntax", 2)]
    [InlineData("a: \"\\q\"\n", "YamlSyntax", 1)]
    [InlineData("a: \"\\UFFFFFFFF\"\n", "YamlSyntax", 1)]
    [InlineData("a: \u0001\n", "YamlSyntax", 1)]
    [InlineData("a: 1\nb: \0\n", "YamlSyntax", 2)]
    [InlineData("a:\n  b: 1\n\tc: 2\n", "YamlTab", 3)]
    [InlineData("a:\n  b: 1\n  c: 2\n  b: 3\n", "YamlDuplicateKey", 4)]
    [InlineData("1: a\n0x1: b\n", "YamlDuplicateKey", 2)]
    [InlineData("a: 1\nb: *c\n", "YamlAlias", 2)]
    [InlineData("a: &a [*a]\n", "YamlAlias", 1)]
    [InlineData("a: 1\n<<: 2\n", "YamlAlias", 2)]
    [InlineData("? [a]\n: b\n", "YamlKey", 1)]
    [InlineData("a: 1\n~: b\n", "YamlKey", 2)]
    public void A_mistake_is_a_diagnostic_with_its_line(string text, string code, int line)
    {
        var documents = new YamlManifestReader().Read("before: 1\n---\n" + text + "---\nafter: 2\n", "a.yaml", _diagnostics);

        var diagnostic = Assert.Single(_diagnostics);
        Assert.Equal((code, line + 2, DiagnosticSeverity.Error), (diagnostic.Code, diagnostic.Line, diagnostic.Severity));
        Assert.NotEmpty(diagnostic.Remedy);
        Assert.Equal("{\"before\":1}|{\"after\":2}", Text(documents));
    }

    [Theory]
    [InlineData("{\"a\":1,}", "JsonSyntax", 1)]
    [InlineData("{\"a\":1}\n{\"b\":\n", "JsonSyntax", 3)]
    [InlineData("{\"a\":1,\n\"a\":2}", "YamlDuplicateKey", 2)]
    public void A_mistake_in_json_is_a_diagnostic_with_its_line(string text, string code, int line)
    {
        new YamlManifestReader().Read(text, "a.json", _diagnostics);

        var diagnostic = Assert.Single(_diagnostics);
        Assert.Equal((code, line), (diagnostic.Code, diagnostic.Line));
    }

    [Theory]
    [InlineData("port: {{ .Port }}\n")]
    [InlineData("{{- if .Values.x }}\na: 1\n{{- end }}\n")]
    [InlineData("name: {{ .Name }}-x\n")]
    public void A_template_is_left_out_with_a_warning(string text)
    {
        Assert.Empty(new YamlManifestReader().Read(text, "a.yaml", _diagnostics));

        var diagnostic = Assert.Single(_diagnostics);
        Assert.Equal((DiagnosticCodes.YamlTemplate, DiagnosticSeverity.Warning), (diagnostic.Code, diagnostic.Severity));
    }

    [Fact]
    public void All_keys_stated_twice_are_reported_at_once()
    {
        new YamlManifestReader().Read("a: 1\na: 2\nb: {c: 1, c: 2}\n", "a.yaml", _diagnostics);

        Assert.Equal([(2, 1), (3, 11)], _diagnostics.Select(diagnostic => (diagnostic.Line, diagnostic.Column)));
    }

    [Fact]
    public void Aliases_that_multiply_are_refused_before_they_expand()
    {
        var lines = Enumerable.Range(1, 30).Select(level => $"l{level}: &l{level} [{string.Join(", ", Enumerable.Repeat($"*l{level - 1}", 10))}]");

        new YamlManifestReader().Read("l0: &l0 x\n" + string.Join('\n', lines), "a.yaml", _diagnostics);

        Assert.Equal(DiagnosticCodes.YamlAliasLimit, Assert.Single(_diagnostics).Code);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    public void Bottomless_nesting_is_refused(string level)
    {
        new YamlManifestReader().Read(string.Concat(Enumerable.Repeat(level, 100_000)), "a.yaml", _diagnostics);

        Assert.Contains(Assert.Single(_diagnostics).Code, new[] { DiagnosticCodes.YamlDepth, DiagnosticCodes.YamlKey });
    }

    [Fact]
    public void A_text_beyond_every_manifest_is_refused()
    {
        new YamlManifestReader().Read(new string('#', YamlLimits.TextLength + 1), "a.yaml", _diagnostics);

        Assert.Equal(DiagnosticCodes.FileTooLarge, Assert.Single(_diagnostics).Code);
    }

    [Theory]
    [InlineData("spec/source/repoURL", 8, 15)]
    [InlineData("spec/source", 8, 5)]
    [InlineData("spec/source/missing/deeper", 8, 5)]
    [InlineData("spec/list/1/name", 11, 13)]
    [InlineData("metadata/annotations/a~1b", 5, 10)]
    [InlineData("", 3, 1)]
    public void The_place_of_every_value_is_known(string path, int line, int column)
    {
        const string Text = "a: 1\n---\nmetadata:\n  annotations:\n    a/b: \"c\\nd\"\nspec:\n  source:\n    repoURL:  x\n  list:\n    - name: p\n    - name: q\n";

        var document = new YamlManifestReader().Read(Text, "a.yaml", _diagnostics)[1];

        Assert.Equal(new SourceSpan("a.yaml", line, column), document.Locate(path));
    }

    [Fact]
    public void The_place_of_every_json_value_is_known()
    {
        var document = new YamlManifestReader().Read("{\"\u263A\":1}\n{\"a\": {\"b/c\": [1,\n 2]}}", "a.json", _diagnostics)[1];

        Assert.Equal(
            [new("a.json", 2, 1), new("a.json", 2, 7), new("a.json", 3, 2)],
            new[] { document.Span, document.Locate("a/x"), document.Locate("a/b~1c/1") });
    }

    private string Read(string text)
    {
        var documents = new YamlManifestReader().Read(text, "a.yaml", _diagnostics);
        Assert.Empty(_diagnostics);
        return Text(documents);
    }

    private static string Text(IEnumerable<ManifestDocument> documents) => string.Join(
        '|', documents.Select(document => document.Content!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })));
}
