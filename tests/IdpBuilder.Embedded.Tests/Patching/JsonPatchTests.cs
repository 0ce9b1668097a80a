using IdpBuilder.Embedded.Patching;

namespace IdpBuilder.Embedded.Tests.Patching;

public sealed class JsonPatchTests
{
    [Theory]
    [InlineData("{'a': 1}", "[{'op': 'add', 'path': '/b', 'value': 2}]", "{'a': 1, 'b': 2}")]
    [InlineData("{'a': 1}", "[{'op': 'add', 'path': '/a', 'value': {'x': 1}}]", "{'a': {'x': 1}}")]
    [InlineData("{'a': [1, 3]}", "[{'op': 'add', 'path': '/a/1', 'value': 2}]", "{'a': [1, 2, 3]}")]
    [InlineData("{'a': [1]}", "[{'op': 'add', 'path': '/a/-', 'value': 2}]", "{'a': [1, 2]}")]
    [InlineData("{'a': [1]}", "[{'op': 'add', 'path': '/a/1', 'value': 2}]", "{'a': [1, 2]}")]
    [InlineData("{'a': 1}", "[{'op': 'add', 'path': '/b', 'value': null}]", "{'a': 1, 'b': null}")]
    [InlineData("{'a': 1, 'b': 2}", "[{'op': 'remove', 'path': '/a'}]", "{'b': 2}")]
    [InlineData("{'a': [1, 2, 3]}", "[{'op': 'remove', 'path': '/a/1'}]", "{'a': [1, 3]}")]
    [InlineData("{'a': [1, 2, 3]}", "[{'op': 'replace', 'path': '/a/1', 'value': 9}]", "{'a': [1, 9, 3]}")]
    [InlineData("{'a': 1}", "[{'op': 'replace', 'path': '', 'value': {'b': 2}}]", "{'b': 2}")]
    [InlineData("{'a': {'b': 1}, 'c': {}}", "[{'op': 'move', 'from': '/a/b', 'path': '/c/d'}]", "{'a': {}, 'c': {'d': 1}}")]
    [InlineData("{'a': [1, 2, 3]}", "[{'op': 'move', 'from': '/a/0', 'path': '/a/2'}]", "{'a': [2, 3, 1]}")]
    [InlineData("{'a': {'b': 1}}", "[{'op': 'copy', 'from': '/a', 'path': '/c'}]", "{'a': {'b': 1}, 'c': {'b': 1}}")]
    [InlineData("{'a~b': 1, 'c/d': 2}", "[{'op': 'remove', 'path': '/a~0b'}, {'op': 'remove', 'path': '/c~1d'}]", "{}")]
    [InlineData("{'a': 1}", "[{'op': 'test', 'path': '/a', 'value': 1.0}]", "{'a': 1}")]
    [InlineData("{'a': {'x': 1, 'y': 2}}", "[{'op': 'test', 'path': '/a', 'value': {'y': 2, 'x': 1}}]", "{'a': {'x': 1, 'y': 2}}")]
    [InlineData("{}", "[{'op': 'test', 'path': '/a', 'value': null}]", "{}")]
    [InlineData("{'': 1}", "[{'op': 'replace', 'path': '/', 'value': 2}]", "{'': 2}")]
    public void Operations_do_what_the_standard_says(string document, string patch, string expected) =>
        Json.Same(expected, JsonPatch.Apply(Json.Object(document), Json.Array(patch)));

    [Theory]
    [InlineData("[{'op': 'test', 'path': '/a', 'value': 2}]")]
    [InlineData("[{'op': 'remove', 'path': '/b'}]")]
    [InlineData("[{'op': 'replace', 'path': '/b', 'value': 1}]")]
    [InlineData("[{'op': 'add', 'path': '/b/c', 'value': 1}]")]
    [InlineData("[{'op': 'move', 'from': '/b', 'path': '/c'}]")]
    [InlineData("[{'op': 'copy', 'from': '/b', 'path': '/c'}]")]
    [InlineData("[{'op': 'add', 'path': '/list/3', 'value': 1}]")]
    [InlineData("[{'op': 'add', 'path': '/list/01', 'value': 1}]")]
    [InlineData("[{'op': 'remove', 'path': '/list/-'}]")]
    [InlineData("[{'op': 'move', 'from': '/list', 'path': '/list/0'}]")]
    [InlineData("[{'op': 'remove', 'path': ''}]")]
    public void A_document_that_is_not_as_expected_is_422(string patch) =>
        Assert.Equal(422, Assert.Throws<PatchException>(() => JsonPatch.Apply(Json.Object("{'a': 1, 'list': [1]}"), Json.Array(patch))).Code);

    [Theory]
    [InlineData("[1]")]
    [InlineData("[{'op': 'merge', 'path': '/a'}]")]
    [InlineData("[{'path': '/a'}]")]
    [InlineData("[{'op': 'add', 'value': 1}]")]
    [InlineData("[{'op': 'add', 'path': 'a', 'value': 1}]")]
    [InlineData("[{'op': 'add', 'path': '/a'}]")]
    [InlineData("[{'op': 'move', 'path': '/a'}]")]
    public void What_is_no_patch_is_400(string patch) =>
        Assert.Equal(400, Assert.Throws<PatchException>(() => JsonPatch.Apply(Json.Object("{'a': 1}"), Json.Array(patch))).Code);

    [Fact]
    public void A_patch_that_fails_half_way_leaves_the_document_alone()
    {
        var document = Json.Object("{'a': 1}");
        Assert.Throws<PatchException>(() => JsonPatch.Apply(document, Json.Array("[{'op': 'remove', 'path': '/a'}, {'op': 'remove', 'path': '/a'}]")));
        Json.Same("{'a': 1}", document);
    }
}
