using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Tests.Schemas;

public sealed class CanonicalQuantityTests
{
    [Theory]
    [InlineData("\"1500m\"", "1500m")]
    [InlineData("\"1000m\"", "1")]
    [InlineData("1000", "1k")]
    [InlineData("0.5", "500m")]
    [InlineData("\"0.1\"", "100m")]
    [InlineData("\"1024Mi\"", "1Gi")]
    [InlineData("\"1.5Gi\"", "1536Mi")]
    [InlineData("\"1Ki\"", "1Ki")]
    [InlineData("\"0.5Ki\"", "512")]
    [InlineData("\"1e6\"", "1e6")]
    [InlineData("\"12e5\"", "1200e3")]
    [InlineData("\"-2000\"", "-2k")]
    [InlineData("0", "0")]
    [InlineData("\"0Gi\"", "0")]
    [InlineData("\"5E\"", "5E")]
    [InlineData("\"0.0000000001\"", "1n")]
    [InlineData("\"nonsense\"", "nonsense")]
    public void Amounts_have_one_notation(string written, string stored) => Assert.Equal(stored, CanonicalQuantity.Of(JsonNode.Parse(written)!));
}
