using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using IdpBuilder.Manifests;

namespace IdpBuilder.Core.Tests.Manifests;

public sealed class CompleteJsonTests
{
    private static readonly Gen<JsonNode?> Leaf = Gen.OneOf(
        Gen.String.Where(text => !text.Any(char.IsSurrogate)).Select(text => (JsonNode?)JsonValue.Create(text)),
        Gen.Long.Select(number => (JsonNode?)JsonValue.Create(number)),
        Gen.Bool.Select(flag => (JsonNode?)JsonValue.Create(flag)),
        Gen.Const((JsonNode?)null));

    private static readonly Gen<JsonNode?> Tree = Gen.Recursive<JsonNode?>((depth, inner) => depth > 3
        ? Leaf
        : Gen.OneOf(
            Leaf,
            inner.Array[0, 5].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
            Gen.Select(Gen.Char.AlphaNumeric.Array[1, 3].Select(letters => new string(letters)), inner).Array[0, 40].Select(fields => (JsonNode?)new JsonObject(
                fields.DistinctBy(field => field.Item1).Select(field => KeyValuePair.Create(field.Item1, field.Item2?.DeepClone()))))));

    [Fact]
    public void What_is_read_is_what_was_written() => Tree.Sample(
        tree =>
        {
            var (root, duplicates) = CompleteJson.Read(Encoding.UTF8.GetBytes(tree?.ToJsonString() ?? "null"));
            return duplicates.Count == 0 && JsonNode.DeepEquals(root, tree);
        },
        iter: 300);

    [Theory]
    [InlineData("""{"a":1,"a":2}""", "a", """{"a":2}""")]
    [InlineData("""{"a":{"b":[{"c":1,"d":0,"c":{"e":1}}]}}""", "a.b[0].c", """{"a":{"b":[{"c":{"e":1},"d":0}]}}""")]
    [InlineData("""{"a":1,"\u0061":2}""", "a", """{"a":2}""")]
    public void Of_fields_that_come_twice_the_last_counts(string text, string path, string read)
    {
        var (root, duplicates) = CompleteJson.Read(Encoding.UTF8.GetBytes(text));

        Assert.Equal([path], duplicates);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(read), root));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(100)]
    public void A_field_that_comes_twice_is_noticed_in_an_object_of_any_size(int fields)
    {
        var names = Enumerable.Range(0, fields).Select(number => number.ToString(CultureInfo.InvariantCulture));
        var text = $"{{{string.Join(',', names.Append("0").Select(name => $"\"{name}\":\"{name}\""))}}}";

        var (root, duplicates) = CompleteJson.Read(Encoding.UTF8.GetBytes(text));

        Assert.Equal(["0"], duplicates);
        Assert.Equal(fields, root!.AsObject().Count);
    }

    [Fact]
    public void Equal_texts_are_one_string()
    {
        var text = """[{"recurring-name":"recurring-value"},{"recurring-name":"recurring-value"}]"""u8;
        var objects = CompleteJson.Read(text).Root!.AsArray().Select(item => item!.AsObject().Single()).ToList();

        Assert.Same(objects[0].Key, objects[1].Key);
        Assert.Same(objects[0].Value!.GetValue<string>(), objects[1].Value!.GetValue<string>());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("nul")]
    public void What_is_no_json_is_refused(string text) =>
        Assert.ThrowsAny<JsonException>(() => CompleteJson.Read(Encoding.UTF8.GetBytes(text)));
}
