namespace IdpBuilder.Contract.Tests.Parity;

/// <summary>Requests in a namespace of their own, whose answers must be the same on both servers.</summary>
internal sealed record Scenario(string Name, params Exchange[] Exchanges)
{
    /// <summary>Whether owners of fields are compared: not where versions record them for other subresources, or in tables.</summary>
    public bool ComparesOwners { get; init; } = true;

    public const string Merge = "application/merge-patch+json";
    public const string Strategic = "application/strategic-merge-patch+json";
    public const string Json = "application/json-patch+json";
    public const string Apply = "application/apply-patch+yaml";

    /// <summary>One object is created.</summary>
    public static Scenario Create(string name, string collection, string body) => new(name, new Exchange("POST", collection, body));
}
