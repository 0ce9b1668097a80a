using System.Text.Json.Nodes;
using CsCheck;
using IdpBuilder.Comparison;
using IdpBuilder.Embedded.Patching;

namespace IdpBuilder.Embedded.Tests.Patching;

public sealed class MergePatchTests
{
    private static readonly Gen<JsonNode?> Scalar = Gen.OneOf(
        Gen.Int[0, 9].Select(number => (JsonNode?)JsonValue.Create(number)),
        Choice.Of("x", "y").Select(text => (JsonNode?)JsonValue.Create(text)),
        Gen.Bool.Select(flag => (JsonNode?)JsonValue.Create(flag)));

    private static readonly Gen<JsonObject> Tree = TreeOf(3);

    [Theory]
    [InlineData("{'a': 'b'}", "{'a': 'c'}", "{'a': 'c'}")]
    [InlineData("{'a': 'b'}", "{'b': 'c'}", "{'a': 'b', 'b': 'c'}")]
    [InlineData("{'a': 'b'}", "{'a': null}", "{}")]
    [InlineData("{'a': 'b', 'b': 'c'}", "{'a': null}", "{'b': 'c'}")]
    [InlineData("{'a': ['b']}", "{'a': 'c'}", "{'a': 'c'}")]
    [InlineData("{'a': 'c'}", "{'a': ['b']}", "{'a': ['b']}")]
    [InlineData("{'a': {'b': 'c'}}", "{'a': {'b': 'd', 'c': null}}", "{'a': {'b': 'd'}}")]
    [InlineData("{'a': [{'b': 'c'}]}", "{'a': [1]}", "{'a': [1]}")]
    [InlineData("{'e': null}", "{'a': 1}", "{'e': null, 'a': 1}")]
    [InlineData("{'a': 'foo'}", "{'a': {'b': 1}}", "{'a': {'b': 1}}")]
    [InlineData("{}", "{'a': {'bb': {'ccc': null}}}", "{'a': {'bb': {}}}")]
    public void Patches_do_what_the_standard_says(string target, string patch, string expected)
    {
        var document = Json.Object(target);
        Json.Same(expected, MergePatch.Apply(document, Json.Object(patch)));
        Json.Same(target, document);
    }

    [Fact]
    public void The_patch_between_two_objects_makes_one_from_the_other() => Gen.Select(Tree, Tree).Sample(
        (from, to) => JsonEquality.Same(MergePatch.Apply(from, MergePatch.Between(from, to) ?? []), to), iter: 1000);

    [Fact]
    public void Nothing_is_to_do_between_equals() => Tree.Sample(
        tree => MergePatch.Between(tree, (JsonObject)tree.DeepClone()) is null, iter: 300);

    private static Gen<JsonObject> TreeOf(int depth)
    {
        var value = depth == 0 ? Scalar : Gen.OneOf(Scalar, TreeOf(depth - 1).Select(map => (JsonNode?)map));
        return Gen.Dictionary(Choice.Of("a", "b", "c", "d"), value)[0, 4].Select(fields =>
            new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))));
    }
}
