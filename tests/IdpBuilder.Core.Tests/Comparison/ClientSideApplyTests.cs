using System.Text.Json.Nodes;
using IdpBuilder.Comparison;
using IdpBuilder.Manifests;

namespace IdpBuilder.Tests.Comparison;

public sealed class ClientSideApplyTests
{
    [Theory]
    [InlineData("unchanged", """{"a":1}""", """{"a":1}""", """{"a":1,"default":2}""", null)]
    [InlineData("set", """{"a":1}""", """{"a":2}""", """{"a":1}""", """{"a":2}""")]
    [InlineData("removed", """{"a":1,"b":1}""", """{"a":1}""", """{"a":1,"b":1,"c":1}""", """{"b":null}""")]
    [InlineData("removed already", """{"a":1,"b":1}""", """{"a":1}""", """{"a":1}""", null)]
    [InlineData("drifted", """{"a":1}""", """{"a":1}""", """{"a":9}""", """{"a":1}""")]
    [InlineData("nested", """{"m":{"x":1,"y":1}}""", """{"m":{"x":2}}""", """{"m":{"x":1,"y":1,"z":1}}""", """{"m":{"y":null,"x":2}}""")]
    [InlineData("null removes", "{}", """{"a":null}""", """{"a":1}""", """{"a":null}""")]
    [InlineData(
        "keyed lists merge", """{"containers":[{"name":"a"},{"name":"old"}]}""", """{"containers":[{"name":"a","image":"2"}]}""",
        """{"containers":[{"name":"a","image":"1","policy":"x"},{"name":"old"},{"name":"injected"}]}""",
        """{"containers":[{"name":"a","image":"2","policy":"x"},{"name":"injected"}]}""")]
    [InlineData("other lists are replaced", """{"args":["a"]}""", """{"args":["b"]}""", """{"args":["a","c"]}""", """{"args":["b"]}""")]
    public void What_was_applied_wanted_and_found_makes_the_patch(string why, string last, string target, string live, string? expected)
    {
        var patch = ClientSideApply.PatchFor(
            LastApplied.Stamp(Manifest(target)), Live(live, LastApplied.Stamp(Manifest(last)).Annotation(LastApplied.Annotation)!));

        Assert.True(expected == patch?["spec"]?.ToJsonString(), why);
    }

    [Fact]
    public void Applying_the_same_again_changes_nothing()
    {
        var stamped = LastApplied.Stamp(Manifest("""{"a":1}"""));
        var live = Live("""{"a":1,"default":true}""", stamped.Annotation(LastApplied.Annotation)!);
        live.Metadata!["resourceVersion"] = "7";
        live.Json["status"] = new JsonObject { ["ready"] = true };

        Assert.Null(ClientSideApply.PatchFor(stamped, live));
    }

    [Fact]
    public void An_object_that_was_never_applied_gets_the_annotation()
    {
        var live = Manifest("""{"a":1}""");
        var patch = ClientSideApply.PatchFor(LastApplied.Stamp(Manifest("""{"a":1}""")), live);

        Assert.Equal([LastApplied.Annotation], patch!["metadata"]!["annotations"]!.AsObject().Select(entry => entry.Key));
    }

    [Theory]
    [InlineData("*.yaml", "a.yaml", true)]
    [InlineData("*.yaml", "dir/a.yaml", false)]
    [InlineData("**/a.yaml", "dir/sub/a.yaml", true)]
    [InlineData("{a,b}.yaml", "b.yaml", true)]
    [InlineData("{a,b/*}.yaml", "b/x.yaml", true)]
    [InlineData("[a-c].yaml", "b.yaml", true)]
    [InlineData("[!a-c].yaml", "b.yaml", false)]
    [InlineData("?.yaml", "ab.yaml", false)]
    [InlineData("a.yaml", "axyaml", false)]
    [InlineData("[", "[", true)]
    public void Path_patterns_are_matched_as_a_whole(string pattern, string path, bool expected) =>
        Assert.Equal(expected, Globs.IsPathMatch(pattern, path));

    [Theory]
    [InlineData("*", "https://github.com/org/repo", true)]
    [InlineData("https://github.com/org/*", "https://github.com/org/repo", true)]
    [InlineData("https://github.com/org/*", "https://github.com/other/repo", false)]
    public void A_star_passes_over_separators_in_texts(string pattern, string text, bool expected) =>
        Assert.Equal(expected, Globs.IsMatch(pattern, text));

    private static Manifest Manifest(string spec) =>
        new((JsonObject)JsonNode.Parse($$"""{"apiVersion":"v1","kind":"Thing","metadata":{"name":"x"},"spec":{{spec}}}""")!);

    private static Manifest Live(string spec, string lastApplied)
    {
        var manifest = Manifest(spec);
        manifest.Metadata!["annotations"] = new JsonObject { [LastApplied.Annotation] = lastApplied };
        return manifest;
    }
}
