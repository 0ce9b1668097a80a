using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Secrets;

namespace IdpBuilder.Core.Tests.Secrets;

public sealed class GeneratedSecretsTests
{
    [Theory]
    [InlineData("v1", "Secret", "password", "", "password")]
    [InlineData("v1", "Secret", " password, key ,,", "", "password key")]
    [InlineData("v1", "Secret", "", "", "")]
    [InlineData("v1", "Secret", "password, key", """ "data":{"key":"eA=="} """, "password")]
    [InlineData("v1", "Secret", "password, key", """ "data":{"key":""} """, "password key")]
    [InlineData("v1", "Secret", "password", """ "stringData":{"password":"mine"} """, "")]
    [InlineData("v1", "Secret", "username=giteaAdmin, password", "", "username password")]
    [InlineData("v1", "Secret", "username=a=b", """ "data":{"username":"eA=="} """, "")]
    [InlineData("v1", "ConfigMap", "password", "", "")]
    [InlineData("example.test/v1", "Secret", "password", "", "")]
    public void A_Secret_names_the_keys_that_it_has_no_values_for(string version, string kind, string annotation, string content, string expected)
    {
        var rest = content.Length > 0 ? "," + content : string.Empty;
        var json = $$"""{"apiVersion":"{{version}}","kind":"{{kind}}","metadata":{"name":"a","annotations":{"idpbuilder.io/generate":"{{annotation}}"} }{{rest}} }""";

        Assert.Equal(expected, string.Join(' ', GeneratedSecrets.KeysOf(new Manifest(JsonNode.Parse(json)!.AsObject()))));
    }

    [Fact]
    public void A_Secret_without_the_annotation_names_none() =>
        Assert.Empty(GeneratedSecrets.KeysOf(new Manifest(JsonNode.Parse("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a"}}""")!.AsObject())));

    [Fact]
    public void A_value_satisfies_strict_rules_for_passwords_and_is_never_the_same()
    {
        var values = Enumerable.Range(0, 200).Select(_ => GeneratedSecrets.Value()).ToArray();

        Assert.Equal(values.Length, values.Distinct(StringComparer.Ordinal).Count());
        Assert.All(values, value =>
        {
            Assert.Matches("^[A-Za-z0-9._]{40}$", value);
            Assert.Matches("[A-Z]", value);
            Assert.Matches("[a-z]", value);
            Assert.Matches("[0-9]", value);
            Assert.Matches("[._]", value);
        });
    }
}
