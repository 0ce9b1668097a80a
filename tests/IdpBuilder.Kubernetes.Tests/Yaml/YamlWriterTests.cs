using System.Text.Json.Nodes;
using CsCheck;
using IdpBuilder.Kubernetes.Yaml;

namespace IdpBuilder.Kubernetes.Tests.Yaml;

public sealed class YamlWriterTests
{
    private static readonly string[] Awkward =
    [
        "", "yes", "NO", "null", "~", "1", "0x1F", "1e3", "0755", "1:30", "2026-01-02", "- a", "a: b", "#c", "a #c", " lead", "trail ", "*a",
        "&a", "!t", "{}", "[]", "'", "\"", "|", ">", "%", "@", "`", "a\nb\n", "\t", "ü€😀", "<<", "=",
    ];

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Int[0, Awkward.Length - 1].Select(index => Awkward[index]),
        Gen.String[Gen.Char["ab1:-#'\" \n\\{}[],&*?|<>=!%@`~.\u00e9"], 0, 12]);

    [Fact]
    public void What_is_written_is_read_back_as_the_same_values()
    {
        Gen.Select(Texts.Array[0, 6], Texts.Array[0, 6], Gen.Int, Gen.Bool).Sample((names, values, number, flag) =>
        {
            var nested = new JsonObject { ["list"] = new JsonArray([.. values.Select(value => (JsonNode)value)]), ["number"] = number, ["flag"] = flag, ["none"] = null };
            foreach (var (name, value) in names.Zip(values))
            {
                nested[name] = value;
            }

            var document = new JsonObject { ["nested"] = nested, ["empty"] = new JsonObject(), ["nothing"] = new JsonArray() };
            var mistakes = new List<Diagnostic>();

            var read = new YamlManifestReader().Read(YamlWriter.Write(document), "x.yaml", mistakes);

            Assert.Empty(mistakes);
            Assert.True(JsonNode.DeepEquals(document, Assert.Single(read).Content), YamlWriter.Write(document));
        });
    }

    [Fact]
    public void Plain_things_look_plain()
    {
        var document = JsonNode.Parse("""{"clusters":[{"name":"idp-demo","cluster":{"server":"https://127.0.0.1:6443"}}],"preferences":{},"flag":"yes"}""")!;

        Assert.Equal(
            """
            clusters:
            - name: idp-demo
              cluster:
                server: https://127.0.0.1:6443
            preferences: {}
            flag: "yes"

            """.ReplaceLineEndings("\n"),
            YamlWriter.Write(document));
    }
}
