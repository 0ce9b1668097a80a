using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes.Requests;

/// <summary>One request to an API server, made so that it can be sent again.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query below the server's address, without a leading slash.</param>
/// <param name="Action">What is asked for, as a gerund for messages: <c>Applying</c>.</param>
/// <param name="Subject">What it is asked of, as messages name it.</param>
internal sealed record ApiRequest(HttpMethod Method, string Path, string Action, string Subject)
{
    /// <summary>The Accept header of ordinary requests.</summary>
    public const string Json = "application/json";

    /// <summary>What is sent; empty for nothing.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The media type of what is sent.</summary>
    public string MediaType { get; init; } = Json;

    /// <summary>The media types that are understood.</summary>
    public string Accept { get; init; } = Json;

    /// <summary>Whether sending it twice comes to the same as sending it once.</summary>
    public bool Repeatable { get; init; }

    /// <summary>Whether the first failure to reach the server counts.</summary>
    public bool Once { get; init; }

    /// <summary>Whether the answer goes on for as long as somebody reads it.</summary>
    public bool Streamed { get; init; }

    /// <summary>Whether it turns its connection into a WebSocket: each time it is sent over a new one.</summary>
    public bool Upgrades { get; init; }

    /// <summary>Where what became of it can be read, when its answer was lost; empty for nowhere.</summary>
    public string Outcome { get; init; } = string.Empty;

    /// <summary>Is told of each warning that comes with the answer; null for nobody.</summary>
    public Action<string>? Warned { get; init; }

    /// <summary>The object a failure is about.</summary>
    public ResourceReference? Target { get; init; }

    /// <summary>Whether messages of the server may repeat what is secret.</summary>
    public bool Confidential => Target is { Type: { Group.Length: 0, Kind: "Secret" } };
}
