using System.Text.Json.Nodes;
using IdpBuilder.Kubernetes.Requests;

namespace IdpBuilder.Kubernetes.Tests.Requests;

public sealed class WrittenObjectTests
{
    [Theory]
    [InlineData("""{"data":{"k":"1"}}""", """{"data":{"k":"1"},"more":1}""", true)]
    [InlineData("""{"data":{"k":"1"}}""", """{"data":{"k":"2"}}""", false)]
    [InlineData("""{"data":{"k":"1"}}""", """{}""", false)]
    [InlineData("""{"data":{}}""", """{}""", true)]
    [InlineData("""{"metadata":{"labels":{},"annotations":null}}""", """{}""", true)]
    [InlineData("""{"spec":{"paused":false,"replicas":0,"text":"","list":[]}}""", """{"spec":{}}""", true)]
    [InlineData("""{"spec":{"paused":true}}""", """{"spec":{}}""", false)]
    [InlineData("""{"spec":{"list":[{}]}}""", """{"spec":{}}""", false)]
    [InlineData("""{"spec":{"replicas":0}}""", """{"spec":{"replicas":1}}""", false)]
    [InlineData("""{"metadata":{"resourceVersion":"1"}}""", """{"metadata":{"resourceVersion":"2"}}""", true)]
    public void An_object_shows_what_was_sent_though_servers_leave_out_what_is_empty(string sent, string live, bool expected) =>
        Assert.Equal(expected, WrittenObject.Shows(JsonNode.Parse(live), JsonNode.Parse(sent)));
}
