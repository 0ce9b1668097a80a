using System.Text.Json.Nodes;
using CsCheck;
using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates;
using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Functions;
using IdpBuilder.Kubernetes.Yaml;

namespace IdpBuilder.Embedded.Tests.Actors.Applications.ApplicationSets;

public sealed class GoTemplateTests
{
    private const string Data = """
        {"name":"Web App","n":3,"half":0.5,"big":1000000,"on":true,"off":false,"none":null,"empty":"","list":["a","b","c"],
         "map":{"y":"2","x":"1"},"path":{"basename":"guestbook","segments":["apps","guestbook"]},"objects":[{"id":1},{"id":2}]}
        """;

    private static readonly GoFunctionTable Functions = new(new YamlManifestReader());

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("{{ .name }}", "Web App")]
    [InlineData("{{.path.basename}}-{{ .n }}", "guestbook-3")]
    [InlineData("{{ .half }} {{ .big }} {{ .on }}", "0.5 1e+06 true")]
    [InlineData("{{ .none }}|{{ .missing }}|{{ .missing.deeper }}", "<no value>|<no value>|<no value>")]
    [InlineData("{{ .list }} {{ .map }}", "[a b c] map[x:1 y:2]")]
    [InlineData("a {{- .n -}} b", "a3b")]
    [InlineData("a {{/* not here */}} b{{- /* nor here */ -}} c", "a  bc")]
    [InlineData("{{ if .on }}yes{{ else }}no{{ end }}", "yes")]
    [InlineData("{{ if .off }}1{{ else if .empty }}2{{ else if .name }}3{{ else }}4{{ end }}", "3")]
    [InlineData("{{ if .missing }}1{{ end }}", "")]
    [InlineData("{{ with .path }}{{ .basename }}{{ $.n }}{{ end }}", "guestbook3")]
    [InlineData("{{ with .missing }}1{{ else }}2{{ end }}", "2")]
    [InlineData("{{ with $x := .n }}{{ $x }}{{ . }}{{ end }}", "33")]
    [InlineData("{{ range .list }}<{{ . }}>{{ end }}", "<a><b><c>")]
    [InlineData("{{ range $i, $v := .list }}{{ $i }}{{ $v }} {{ end }}", "0a 1b 2c ")]
    [InlineData("{{ range $k, $v := .map }}{{ $k }}={{ $v }};{{ end }}", "x=1;y=2;")]
    [InlineData("{{ range .missing }}1{{ else }}none{{ end }}", "none")]
    [InlineData("{{ range .list }}{{ if eq . \"b\" }}{{ continue }}{{ end }}{{ . }}{{ end }}", "ac")]
    [InlineData("{{ range .list }}{{ if eq . \"b\" }}{{ break }}{{ end }}{{ . }}{{ end }}", "a")]
    [InlineData("{{ range 3 }}{{ . }}{{ end }}", "012")]
    [InlineData("{{ range .objects }}{{ .id }}{{ end }}", "12")]
    [InlineData("{{ $x := 1 }}{{ if .on }}{{ $x = 2 }}{{ end }}{{ $x }}", "2")]
    [InlineData("{{ $x := 1 }}{{ if .on }}{{ $x := 2 }}{{ end }}{{ $x }}", "1")]
    [InlineData("{{ (index .objects 1).id }}", "2")]
    [InlineData("{{ index .path.segments 1 }} {{ index .map \"x\" }}", "guestbook 1")]
    [InlineData("{{ .name | lower | replace \" \" \"-\" | quote }}", "\"web-app\"")]
    [InlineData("{{ printf \"%s-%d-%v-%5.2f|%-4s|%04d|%q|%t\" .name 7 .n .half \"a\" 42 \"b\" .on }}", "Web App-7-3- 0.50|a   |0042|\"b\"|true")]
    [InlineData("{{ printf \"%d %s\" .n }}", "%!d(float64=3) %!s(MISSING)")]
    [InlineData("{{ printf \"x\" 1 }}", "x%!(EXTRA int=1)")]
    [InlineData("{{ define \"t\" }}[{{ . }}]{{ end }}{{ template \"t\" .n }}", "[3]")]
    [InlineData("{{ block \"t\" .name }}<{{ . }}>{{ end }}", "<Web App>")]
    [InlineData("{{ \"{{\" }} {{ `raw\\n` }} {{ \"tab\\t\\u0041\" }} {{ 'a' }} {{ 0x10 }} {{ 1_000 }} {{ -2 }} {{ 1.5e3 }}", "{{ raw\\n tab\tA 97 16 1000 -2 1500")]
    [InlineData("{{ and .on .n }} {{ and .off .name }} {{ or .empty .name }} {{ not .off }}", "3 false Web App true")]
    [InlineData("{{ or .on (fail \"not reached\") }}", "true")]
    [InlineData("{{ eq 1 2 1 }} {{ ne \"a\" \"b\" }} {{ lt 1 2 }} {{ ge \"b\" \"a\" }} {{ eq .missing nil }}", "true true true true true")]
    [InlineData("{{ len .list }} {{ len .map }} {{ len \"äb\" }}", "3 2 3")]
    public void Templates_are_executed_as_Go_does(string template, string expected) =>
        Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("{{ default \"x\" .empty }}{{ default \"x\" .name }}{{ .missing | default \"z\" }}", "xWeb Appz")]
    [InlineData("{{ ternary \"a\" \"b\" .on }}{{ coalesce .empty .none .n }}{{ empty .list }}", "a3false")]
    [InlineData("{{ upper \"ä\" }}{{ title \"one two\" }}{{ trim \"  a \" }}{{ trimPrefix \"a\" \"ab\" }}{{ trimSuffix \"b\" \"ab\" }}{{ trimAll \"$\" \"$5$\" }}", "ÄOne Twoaba5")]
    [InlineData("{{ trunc 3 \"abcdef\" }}{{ trunc -2 \"abcdef\" }}{{ substr 1 3 \"abcdef\" }}{{ repeat 2 \"ab\" }}{{ nospace \"a b\" }}", "abcefbcababab")]
    [InlineData("{{ contains \"b\" \"abc\" }}{{ hasPrefix \"a\" \"abc\" }}{{ hasSuffix \"a\" \"abc\" }}", "truetruefalse")]
    [InlineData("{{ snakecase \"FirstName\" }} {{ kebabcase \"HTTPServer\" }} {{ camelcase \"a-b_c\" }}", "first_name http-server ABC")]
    [InlineData("{{ join \"-\" .path.segments }} {{ splitList \",\" \"a,b\" }} {{ (split \"/\" \"x/y\")._1 }}", "apps-guestbook [a b] y")]
    [InlineData("{{ first .list }}{{ last .list }}{{ rest .list }}{{ initial .list }}{{ reverse .list }}{{ has \"b\" .list }}{{ without .list \"a\" }}", "ac[b c][a b][c b a]true[b c]")]
    [InlineData("{{ list 1 \"a\" | toJson }} {{ append .list \"d\" | len }} {{ uniq (list 1 1 2) }} {{ sortAlpha (list \"b\" \"a\") }} {{ slice .list 1 2 }}", "[1,\"a\"] 4 [1 2] [a b] [b]")]
    [InlineData("{{ $d := dict \"k\" 1 }}{{ $_ := set $d \"b\" .n }}{{ $d | toJson }}{{ hasKey $d \"k\" }}{{ get $d \"z\" }}{{ keys $d }}", "{\"b\":3,\"k\":1}true[b k]")]
    [InlineData("{{ dig \"path\" \"basename\" \"?\" . }}{{ dig \"path\" \"nope\" \"?\" . }}{{ pick .map \"x\" }}{{ omit .map \"x\" }}", "guestbook?map[x:1]map[y:2]")]
    [InlineData("{{ merge (dict \"a\" 1) (dict \"a\" 2 \"b\" 3) | toJson }}{{ mergeOverwrite (dict \"a\" 1) (dict \"a\" 2) | toJson }}", "{\"a\":1,\"b\":3}{\"a\":2}")]
    [InlineData("{{ add 1 .n \"2\" }} {{ sub 5 2 }} {{ mul 2 3 }} {{ div 7 2 }} {{ mod 7 2 }} {{ add1 1 }} {{ max 1 3 2 }} {{ int .n }} {{ round 1.255 1 }} {{ floor 1.9 }} {{ until 3 }} {{ untilStep 0 6 2 }}", "6 3 6 3 1 2 3 3 1.3 1 [0 1 2] [0 2 4]")]
    [InlineData("{{ b64enc \"hi\" }} {{ b64dec \"aGk=\" }} {{ sha256sum \"\" | trunc 8 }}", "aGk= hi e3b0c442")]
    [InlineData("{{ toJson .map }} {{ toJson .big }} {{ \"<&>\" | toJson }} {{ \"<\" | toRawJson }} {{ (fromJson `{\"a\":[1]}`).a }}", "{\"x\":\"1\",\"y\":\"2\"} 1000000 \"\\u003c\\u0026\\u003e\" \"<\" [1]")]
    [InlineData("{{ (fromYaml \"a: 1\\nb: [x]\").b }} {{ fromYamlArray \"- 1\\n- b\" }}", "[x] [1 b]")]
    [InlineData("{{ regexMatch \"^a+$\" \"aaa\" }} {{ regexReplaceAll \"a(x*)b\" \"-axxb-\" \"${1}W\" }} {{ regexFind \"[0-9]+\" \"a12b3\" }}", "true -xxW- 12")]
    [InlineData("{{ base \"a/b.yaml\" }} {{ dir \"a/b.yaml\" }} {{ ext \"a/b.yaml\" }} {{ clean \"a//./b/../c\" }}", "b.yaml a .yaml a/c")]
    [InlineData("{{ indent 2 \"a\\nb\" }}|{{ nindent 1 \"a\" }}|{{ squote .n }}|{{ cat 1 \"b\" }}|{{ toString .n }}{{ kindOf .list }}{{ typeOf .n }}", "  a\n  b|\n a|'3'|1 b|3slicefloat64")]
    [InlineData("{{ normalize \"My_App.v1-\" }} {{ slugify \"Some Long.Name\" }} {{ slugify 9 true \"alpha-beta-gamma\" }} {{ slugify 8 false \"alpha-beta-gamma\" }}", "my-app.v1 some-long-name alpha alpha-be")]
    public void The_functions_are_those_of_sprig_and_of_Argo_CD(string template, string expected) =>
        Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("{{ .path | toYaml }}", "basename: guestbook\nsegments:\n- apps\n- guestbook")]
    [InlineData("{{ .objects | toYaml }}", "- id: 1\n- id: 2")]
    [InlineData("{{ dict \"a\" (dict \"b\" (list)) \"t\" \"true\" \"n\" \"1\" \"m\" \"x\\ny\\n\" \"e\" \"\" \"c\" \"a: b\" \"z\" nil | toYaml }}",
        "a:\n  b: []\nc: 'a: b'\ne: \"\"\nm: |\n  x\n  y\n\"n\": \"1\"\nt: \"true\"\nz: null")]
    [InlineData("{{ list (list 1 2) (dict \"a\" (list (dict \"b\" 1 \"c\" 2))) | toYaml }}", "- - 1\n  - 2\n- a:\n  - b: 1\n    c: 2")]
    public void YAML_is_written_as_Go_writes_it_and_reads_as_the_same(string template, string expected)
    {
        Assert.Equal(expected, Render(template));
        var json = template.Replace("toYaml", "toJson", StringComparison.Ordinal);
        var back = new YamlManifestReader().Read(Render(template), "t", []).Single().Content;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Render(json)), JsonNode.Parse(back!.ToJsonString())), back.ToJsonString());
    }

    [Theory]
    [InlineData("{{ foo }}", "failed to parse template {{ foo }}: template: base:1: function \"foo\" not defined")]
    [InlineData("{{ genCA \"a\" 1 }}", "failed to parse template {{ genCA \"a\" 1 }}: template: base:1: function \"genCA\" is one of Argo CD's, but the embedded cluster does not play it")]
    [InlineData("{{ .a", "failed to parse template {{ .a: template: base:1: unclosed action")]
    [InlineData("{{ if .a }}", "failed to parse template {{ if .a }}: template: base:1: unexpected EOF")]
    [InlineData("{{ end }}", "failed to parse template {{ end }}: template: base:1: unexpected {{end}}")]
    [InlineData("a\n{{ $x }}", "failed to parse template a\n{{ $x }}: template: base:2: undefined variable \"$x\"")]
    [InlineData("{{ }}", "failed to parse template {{ }}: template: base:1: missing value for command")]
    [InlineData("{{ (1 }}", "failed to parse template {{ (1 }}: template: base:1: unclosed left paren")]
    [InlineData("{{ break }}", "failed to parse template {{ break }}: template: base:1: {{break}} outside {{range}}")]
    [InlineData("{{ \"a }}", "failed to parse template {{ \"a }}: template: base:1: unterminated quoted string")]
    [InlineData("{{ fail \"no\" }}", "failed to execute go template {{ fail \"no\" }}: template: base:1:3: executing \"base\" at <fail \"no\">: error calling fail: no")]
    [InlineData("x\n {{ .name.first }}", "failed to execute go template x\n {{ .name.first }}: template: base:2:4: executing \"base\" at <.name.first>: can't evaluate field first in type string")]
    [InlineData("{{ .none.x }}", "failed to execute go template {{ .none.x }}: template: base:1:3: executing \"base\" at <.none.x>: nil pointer evaluating interface {}.x")]
    [InlineData("{{ upper .n }}", "failed to execute go template {{ upper .n }}: template: base:1:3: executing \"base\" at <upper .n>: wrong type for value; expected string; got float64")]
    [InlineData("{{ upper }}", "failed to execute go template {{ upper }}: template: base:1:3: executing \"base\" at <upper>: wrong number of args for upper: want 1 got 0")]
    [InlineData("{{ eq .n 3 }}", "failed to execute go template {{ eq .n 3 }}: template: base:1:3: executing \"base\" at <eq .n 3>: error calling eq: incompatible types for comparison")]
    [InlineData("{{ index .list 7 }}", "failed to execute go template {{ index .list 7 }}: template: base:1:3: executing \"base\" at <index .list 7>: error calling index: index out of range: 7")]
    [InlineData("{{ .name 1 }}", "failed to execute go template {{ .name 1 }}: template: base:1:3: executing \"base\" at <.name 1>: name is not a method but has arguments")]
    [InlineData("{{ range .n }}{{ end }}", "failed to execute go template {{ range .n }}{{ end }}: template: base:1:9: executing \"base\" at <.n>: range can't iterate over 3")]
    public void Mistakes_are_told_as_Argo_CD_tells_them(string template, string message) =>
        Assert.Equal(message, Assert.Throws<TemplateException>(() => Render(template)).Message);

    [Fact]
    public void A_missing_key_is_an_error_when_the_options_say_so()
    {
        var strict = new GoTemplateLanguage(Functions, ["missingkey=error"]);

        var failure = Assert.Throws<TemplateException>(() => strict.Render("{{ .nope }}", Parameters()));
        Assert.Equal(
            "failed to execute go template {{ .nope }}: template: base:1:3: executing \"base\" at <.nope>: map has no entry for key \"nope\"",
            failure.Message);
        Assert.Null(strict.TryRender("{{ .path.nope }}", Parameters()));
        Assert.Equal("unrecognized option: missingkey=maybe", Assert.Throws<TemplateException>(() => new GoTemplateLanguage(Functions, ["missingkey=maybe"])).Message);
    }

    [Theory]
    [InlineData("{{ range 100000000 }}{{ end }}")]
    [InlineData("{{ range 1000000 }}0123456789{{ end }}")]
    [InlineData("{{ repeat 100000000 \"x\" }}")]
    [InlineData("{{ until 100000000 }}")]
    [InlineData("{{ $s := \"12345678\" }}{{ range 60 }}{{ $s = printf \"%s%s\" $s $s }}{{ end }}{{ len $s }}")]
    [InlineData("{{ $l := list 1 2 }}{{ range 60 }}{{ $l = concat $l $l }}{{ end }}{{ len $l }}")]
    [InlineData("{{ define \"t\" }}{{ template \"t\" . }}{{ end }}{{ template \"t\" . }}")]
    [InlineData("{{ $d := dict }}{{ range 200000 }}{{ $d = dict \"a\" $d }}{{ end }}{{ $d }}")]
    [InlineData("{{ $d := dict }}{{ range 200000 }}{{ $d = list $d }}{{ end }}{{ $d | toJson }}")]
    [InlineData("{{ $d := dict }}{{ range 200000 }}{{ $d = list $d }}{{ end }}{{ $d | toYaml }}")]
    public void A_template_that_would_run_away_is_ended(string template) =>
        Assert.Throws<TemplateException>(() => Render(template));

    [Fact]
    public void A_map_never_comes_to_contain_itself() =>
        Assert.Equal("map[a:1 self:map[a:1]]", Render("{{ $d := dict \"a\" 1 }}{{ $_ := set $d \"self\" $d }}{{ $d }}"));

    [Fact]
    public void A_template_nested_too_deep_is_an_error() =>
        Assert.Throws<TemplateException>(() => Render("{{ " + new string('(', 100_000) + " 1"));

    [Fact]
    public void No_text_however_malformed_fails_otherwise_than_by_a_TemplateException()
    {
        string[] parts =
        [
            "{{", "}}", "{{-", "-}}", " ", ".", ".name", ".list", "$", "$x", ":=", "=", "|", "(", ")", ",", "\"a\"", "`", "'", "1", "-1", "0x", "1e9",
            "if", "else", "end", "range", "with", "define", "template", "block", "break", "continue", "nil", "true", "index", "printf", "\"%d%\"",
            "slice", "dict", "list", "eq", "and", "trunc", "substr", "regexMatch", "\"[\"", "slugify", "div", "0", "join", "fromYaml", "\n", "/*", "*/",
        ];
        Gen.Int[0, parts.Length - 1].Array[0, 25].Sample(picks =>
        {
            try
            {
                Render(string.Concat(picks.Select(pick => parts[pick] + " ")));
            }
            catch (TemplateException)
            {
                // A mistake told is what is wanted.
            }
        });
    }

    private static string Render(string template) => new GoTemplateLanguage(Functions, []).Render(template, Parameters());

    private static Dictionary<string, object?> Parameters() => ParameterValue.FromObject((JsonObject)JsonNode.Parse(Data)!);
}
