namespace IdpBuilder.Contract.Tests.Parity;

/// <summary>All scenarios.</summary>
internal static class Scenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        .. DefaultScenarios.All,
        .. ValidationScenarios.All,
        .. PatchScenarios.All,
        .. ApplyScenarios.All,
        .. RequestScenarios.All,
    ];
}
