using CsCheck;
using IdpBuilder.Kubernetes.Yaml;

namespace IdpBuilder.Kubernetes.Tests.Yaml;

public sealed class MalformedTextTests
{
    private static readonly string[] Pieces =
    [
        "a", "b: ", "- ", "\n", "\n  ", "\n    ", "\t", "\r\n", ": ", "? ", "{", "}", "[", "]", ",", "&x ", "*x", "<<: ", "!!int ", "!!binary ", "!<t> ", "!",
        "'", "\"", "|", ">", "|2-\n", "---\n", "---", "...\n", "%TAG ! x\n", "%YAML 9.9\n", "#", "@", "`", "\\u", "\\UFFFFFFFF", "\0", "\u0085", "\uFEFF",
        "\uD800", "0x", "1e9", ".inf", "~", "null", "{{ x }}", "apiVersion: v1\nkind: ConfigMap\n", "{\"a\":", "\"b\"}", "[1,", "2]",
        "\"\\ud800\"", "{\"\\ud800\":1}", "{\"kind\":\"\\ud800\"}",
    ];

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index]).Array[0, 40].Select(string.Concat),
        Gen.String[0, 60],
        Gen.Byte.Array[0, 80].Select(System.Text.Encoding.UTF8.GetString));

    [Theory]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"apiVersion":"v1","kind":"\ud800"}""")]
    public void JSON_that_is_no_Unicode_is_a_mistake_with_a_place(string text)
    {
        var diagnostics = new List<Diagnostic>();

        Assert.Empty(new YamlManifestReader().Read("\n\n" + text, "a.json", diagnostics));
        Assert.Equal(3, Assert.Single(diagnostics).Line);
    }

    [Fact]
    public void Fields_that_come_twice_again_and_again_are_told_a_hundred_times_at_most()
    {
        var diagnostics = new List<Diagnostic>();

        new YamlManifestReader().Read("{" + string.Join(',', Enumerable.Repeat("\n\"a\":1", 200_000)) + "}", "a.json", diagnostics);

        Assert.Equal(Enumerable.Range(3, 100), diagnostics.Select(diagnostic => diagnostic.Line));
    }

    [Fact]
    public void No_text_makes_the_reader_throw() => Text.Sample(
        text =>
        {
            var diagnostics = new List<Diagnostic>();
            foreach (var document in new YamlManifestReader().Read(text, text.Length % 2 == 0 ? "a.yaml" : "a.json", diagnostics))
            {
                _ = document.Content?.ToJsonString(new() { MaxDepth = 1000 });
                Assert.True(document.Locate("a/0/b").Line > 0);
            }

            Assert.All(diagnostics, diagnostic => Assert.NotEqual(string.Empty, diagnostic.Remedy));
        },
        iter: 20_000);
}
