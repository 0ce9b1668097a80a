using System.Text.Json.Nodes;
using IdpBuilder.Platform;

namespace IdpBuilder.Core.Tests.Platform;

public sealed class ManifestOverlayTests
{
    private const string Settings = """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings"},"data":{"a":"1"}}""";
    private const string Web = """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},"spec":{"replicas":2,"template":{"spec":{"containers":[{"name":"main","image":"x","imagePullPolicy":"Always"},{"name":"side","image":"y"}]}}}}""";

    [Theory]
    [InlineData(
        """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings"},"data":{"b":"2"}}""",
        """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings"},"data":{"b":"2"}}""")]
    [InlineData(
        """{"$patch":"replace","apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings","namespace":"home"}}""",
        """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings","namespace":"home"}}""")]
    [InlineData(
        """{"$patch":"merge","apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings"},"data":{"b":"2","a":null}}""",
        """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings"},"data":{"b":"2"}}""")]
    [InlineData("""{"$patch":"delete","apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings"}}""", "")]
    [InlineData(
        """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings","namespace":"elsewhere"}}""",
        Settings + """ {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings","namespace":"elsewhere"}}""")]
    [InlineData(
        """{"apiVersion":"v1","kind":"Secret","metadata":{"name":"settings"}}""",
        Settings + """ {"apiVersion":"v1","kind":"Secret","metadata":{"name":"settings"}}""")]
    [InlineData("""{"$patch":"delete","apiVersion":"v1","kind":"Secret","metadata":{"name":"settings"}}""", Settings)]
    public void What_lies_above_replaces_changes_drops_or_is_added(string over, string expected)
    {
        var result = ManifestOverlay.Apply([Parse(Settings)], [Parse(over)], "home");

        Assert.Equal(expected, string.Join(' ', result.Select(manifest => manifest.ToJsonString())));
    }

    [Fact]
    public void Containers_are_merged_one_by_one()
    {
        var over = Parse("""{"$patch":"merge","apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},"spec":{"replicas":0,"template":{"spec":{"containers":[{"name":"main","imagePullPolicy":"IfNotPresent"}]}}}}""");

        var spec = Assert.Single(ManifestOverlay.Apply([Parse(Web)], [over], "home"))["spec"]!;

        Assert.Equal(0, (int)spec["replicas"]!);
        Assert.Equal(
            ["main x IfNotPresent", "side y "],
            spec["template"]!["spec"]!["containers"]!.AsArray().Select(container => $"{container!["name"]} {container["image"]} {container["imagePullPolicy"]}"));
    }

    [Fact]
    public void What_is_given_is_not_changed()
    {
        var (under, over) = (Parse(Settings), Parse("""{"$patch":"merge","apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings"},"data":{"b":"2"}}"""));
        var before = (under.ToJsonString(), over.ToJsonString());

        ManifestOverlay.Apply([under], [over], "home");

        Assert.Equal(before, (under.ToJsonString(), over.ToJsonString()));
    }

    private static JsonObject Parse(string text) => (JsonObject)JsonNode.Parse(text)!;
}
