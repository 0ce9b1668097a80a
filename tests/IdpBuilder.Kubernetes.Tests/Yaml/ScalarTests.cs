using System.Text.Json.Nodes;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Packages;

namespace IdpBuilder.Kubernetes.Tests.Yaml;

public sealed class ScalarTests
{
    [Theory]
    [InlineData("yes", "true")]
    [InlineData("Y", "true")]
    [InlineData("on", "true")]
    [InlineData("Off", "false")]
    [InlineData("no", "false")]
    [InlineData("n", "false")]
    [InlineData("yEs", "\"yEs\"")]
    [InlineData("TRUE", "true")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("Null", "null")]
    [InlineData("nULL", "\"nULL\"")]
    [InlineData("0", "0")]
    [InlineData("12", "12")]
    [InlineData("+12", "12")]
    [InlineData("-12", "-12")]
    [InlineData("0755", "493")]
    [InlineData("-0755", "-493")]
    [InlineData("0o17", "15")]
    [InlineData("089", "89")]
    [InlineData("0x1F", "31")]
    [InlineData("-0x1f", "-31")]
    [InlineData("0b101", "5")]
    [InlineData("1_000", "1000")]
    [InlineData("_1000", "\"_1000\"")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("18446744073709551615", "18446744073709551615")]
    [InlineData("18446744073709551616", "1.8446744073709552E+19")]
    [InlineData("1.5", "1.5")]
    [InlineData("1.0", "1")]
    [InlineData(".5", "0.5")]
    [InlineData("1.", "1")]
    [InlineData("1e3", "1000")]
    [InlineData("685e-2", "6.85")]
    [InlineData("1e999", "\"1e999\"")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("0x", "\"0x\"")]
    [InlineData("-", "[null]")]
    [InlineData("+", "\"+\"")]
    [InlineData(".", "\".\"")]
    [InlineData("2024-01-02", "\"2024-01-02\"")]
    [InlineData("2024-01-02T03:04:05Z", "\"2024-01-02T03:04:05Z\"")]
    [InlineData("12:30:45", "\"12:30:45\"")]
    [InlineData("100m", "\"100m\"")]
    [InlineData("'12'", "\"12\"")]
    [InlineData("\"yes\"", "\"yes\"")]
    [InlineData("!!str 12", "\"12\"")]
    [InlineData("! 12", "\"12\"")]
    [InlineData("!custom 12", "\"12\"")]
    [InlineData("!!int \"12\"", "12")]
    [InlineData("!!float 12", "12")]
    [InlineData("!!bool 'on'", "true")]
    [InlineData("!!binary aGk=", "\"hi\"")]
    [InlineData("!!timestamp 2024-01-02", "\"2024-01-02\"")]
    public void A_scalar_becomes_what_Kubernetes_makes_of_it(string yaml, string json)
    {
        var diagnostics = new List<Diagnostic>();

        var document = Assert.Single(new YamlManifestReader().Read($"value: {yaml}\n".Replace("value: -\n", "value:\n-\n"), "a.yaml", diagnostics));

        Assert.Empty(diagnostics);
        var value = document.Content!["value"];
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), value), $"{value?.ToJsonString() ?? "null"} is not {json}");
    }

    [Theory]
    [InlineData("yes", "true")]
    [InlineData("on", "true")]
    [InlineData("12", "12")]
    [InlineData("012", "10")]
    [InlineData("1.10", "1.1")]
    [InlineData("0.00001", "1e-05")]
    [InlineData("1500000.0", "1.5e+06")]
    [InlineData("2.0", "2")]
    [InlineData(".inf", ".inf")]
    [InlineData("2024-01-02", "2024-01-02")]
    [InlineData("'yes'", "yes")]
    public void A_key_becomes_the_text_Kubernetes_makes_of_it(string yaml, string key)
    {
        var document = Assert.Single(new YamlManifestReader().Read($"{yaml}: x\n", "a.yaml", []));

        Assert.Equal(key, Assert.Single(document.Content!.AsObject()).Key);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("7.0")]
    public void A_number_can_be_read_as_any_numeric_type(string yaml)
    {
        var value = Assert.Single(new YamlManifestReader().Read($"value: {yaml}", "a.yaml", [])).Content!["value"]!;

        Assert.Equal((7, 7L, 7.0), (value.GetValue<int>(), value.GetValue<long>(), value.GetValue<double>()));
    }

    [Theory]
    [InlineData("value: .inf", 8)]
    [InlineData("value: !!int x", 8)]
    [InlineData("value: !!binary '***'", 8)]
    public void A_value_that_cannot_be_held_is_a_diagnostic_at_its_place(string yaml, int column)
    {
        var diagnostics = new List<Diagnostic>();

        Assert.Empty(new YamlManifestReader().Read(yaml, "a.yaml", diagnostics));

        var diagnostic = Assert.Single(diagnostics);
        Assert.Equal((DiagnosticCodes.YamlValue, 1, column), (diagnostic.Code, diagnostic.Line, diagnostic.Column));
    }
}
