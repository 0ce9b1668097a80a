using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Rehearsal;

namespace IdpBuilder.Core.Tests.Rehearsal;

/// <summary>How differences between an object and what it would be are told.</summary>
public sealed class FieldChangesTests
{
    [Theory]
    [InlineData("""{"data":{"a":"1"}}""", """{"data":{"a":"2"}}""", "data.a: 1 -> 2")]
    [InlineData("""{"data":{"a":"1"}}""", """{"data":{"a":"1","b":"2"}}""", "data.b: (none) -> 2")]
    [InlineData("""{"data":{"a":"1","b":"2"}}""", """{"data":{"a":"1"}}""", "data.b: 2 -> (none)")]
    [InlineData("""{"data":{"a":""}}""", """{"data":{"a":"one\ntwo"}}""", "data.a: \"\" -> one\\ntwo")]
    [InlineData("""{"data":{"a.b/c":"1"}}""", """{"data":{"a.b/c":"2"}}""", "data[a.b/c]: 1 -> 2")]
    [InlineData("""{"data":{"a":"1"}}""", "{}", """data: {"a":"1"} -> (none)""")]
    [InlineData("""{"spec":{"n":1,"f":true}}""", """{"spec":{"n":2,"f":false}}""", "spec.n: 1 -> 2|spec.f: true -> false")]
    [InlineData("""{"spec":{"n":"1"}}""", """{"spec":{"n":1}}""", "spec.n: 1 -> 1")]
    [InlineData("""{"spec":{"containers":[{"name":"a","image":"x"},{"name":"b"}]}}""", """{"spec":{"containers":[{"name":"b"},{"name":"a","image":"y"}]}}""", "spec.containers[name=a].image: x -> y")]
    [InlineData("""{"spec":{"containers":[{"name":"a"},{"name":"b"}]}}""", """{"spec":{"containers":[{"name":"b"},{"name":"a"}]}}""", """spec.containers: [{"name":"a"},{"name":"b"}] -> [{"name":"b"},{"name":"a"}]""")]
    [InlineData("""{"spec":{"containers":[{"name":"a"}]}}""", """{"spec":{"containers":[{"name":"a"},{"name":"c","image":"z"}]}}""", """spec.containers[name=c]: (none) -> {"name":"c","image":"z"}""")]
    [InlineData("""{"spec":{"args":["a","b"]}}""", """{"spec":{"args":["a","c","d"]}}""", "spec.args[1]: b -> c|spec.args[2]: (none) -> d")]
    public void A_difference_is_told_by_its_path(string live, string would, string expected) =>
        Assert.Equal(expected, string.Join('|', FieldChanges.Between(Of("ConfigMap", live), Of("ConfigMap", would))));

    [Theory]
    [InlineData("""{"status":{"a":1}}""")]
    [InlineData("""{"operation":{"sync":{}}}""")]
    [InlineData("""{"metadata":{"resourceVersion":"7","generation":3,"uid":"x","creationTimestamp":"2026-01-01T00:00:00Z","managedFields":[{}]}}""")]
    [InlineData("""{"metadata":{"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{}"}}}""")]
    [InlineData("""{"metadata":{"annotations":{"idpbuilder.io/installation":"1","idpbuilder.io/revisions":"{}","argocd.argoproj.io/refresh":"normal"}}}""")]
    public void What_servers_and_installations_keep_for_themselves_is_no_difference(string volatileFields) =>
        Assert.Empty(FieldChanges.Between(Of("ConfigMap", "{}"), Of("ConfigMap", volatileFields)));

    [Fact]
    public void Of_a_secret_only_is_told_that_it_changes()
    {
        var changes = FieldChanges.Between(
            Of("Secret", """{"type":"Opaque","data":{"a":"b2xk","b":"b2xk"}}"""), Of("Secret", """{"type":"Other","data":{"a":"bmV3","c":"bmV3"}}"""));

        Assert.Equal(
            ["type: Opaque -> Other", "data.a: (hidden) -> (changed)", "data.b: (hidden) -> (none)", "data.c: (none) -> (hidden)"],
            changes.Select(change => change.ToString()));
    }

    [Fact]
    public void A_long_value_is_shortened_in_a_line_and_whole_in_the_object()
    {
        var change = Assert.Single(FieldChanges.Between(Of("ConfigMap", """{"data":{"a":"1"}}"""), Of("ConfigMap", $$$"""{"data":{"a":"{{{new string('x', 5000)}}}"}}""")));

        Assert.Equal(5000, change.New!.Length);
        Assert.InRange(change.ToString().Length, 100, 250);
    }

    private static Manifest Of(string kind, string fields)
    {
        var json = JsonNode.Parse(fields)!.AsObject();
        (json["apiVersion"], json["kind"]) = ("v1", kind);
        json["metadata"] ??= new JsonObject();
        return new Manifest(json);
    }
}
