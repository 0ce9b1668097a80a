using IdpBuilder.Contract.Tests.Api;
using IdpBuilder.Contract.Tests.Embedded;
using IdpBuilder.Contract.Tests.Real;
using IdpBuilder.Tests.Parity;

namespace IdpBuilder.Contract.Tests.Parity;

/// <summary>The same requests to the embedded and to a real API server: codes and bodies are the same, but for what no two servers share.</summary>
public sealed class ParityTests(EmbeddedServer embedded, RealServer real) : IClassFixture<EmbeddedServer>, IClassFixture<RealServer>
{
    public static TheoryData<string> Names => [.. Scenarios.All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Both_servers_answer_the_same(string name)
    {
        var scenario = Scenarios.All.Single(scenario => scenario.Name == name);
        var expected = await AnswersAsync(real, scenario);

        var actual = await AnswersAsync(embedded, scenario);

        Assert.True(expected == actual, LineDifference.Of(expected, actual));
    }

    private async Task<string> AnswersAsync(ApiUnderTest server, Scenario scenario)
    {
        var space = await server.NamespaceAsync();
        var answers = new Answers(space, await real.MinorAsync(), scenario.ComparesOwners);
        foreach (var exchange in scenario.Exchanges)
        {
            var (code, body) = await server.SendAsync(
                new HttpMethod(exchange.Method),
                exchange.Path.Replace("{ns}", space, StringComparison.Ordinal),
                exchange.Body.Length == 0 ? null : exchange.Body.Replace("{ns}", space, StringComparison.Ordinal),
                exchange.MediaType,
                exchange.Accept);
            answers.Add(code, body);
        }

        return answers.ToString();
    }
}
