using System.Text.Json.Nodes;

namespace IdpBuilder.Contract.Tests.Parity;

/// <summary>Fields whose value is another one each time, or belongs to a version; that they are there is compared all the same.</summary>
internal static class VolatileFields
{
    private static readonly HashSet<string> Names =
    [
        "uid", "resourceVersion", "creationTimestamp", "deletionTimestamp", "time", "clusterIP", "clusterIPs", "nodePort", "lastTransitionTime", "continue",
        "controller-uid", "message", "description",
    ];

    /// <summary>Whether a table's cell tells how old something is.</summary>
    public static bool IsAge(JsonNode? cell) => cell?.ToString() is { Length: 2 } text && char.IsAsciiDigit(text[0]) && text[1] == 's';

    /// <summary>Whether the value of a field is not compared.</summary>
    public static bool Hides(string name, JsonNode? value) => Names.Contains(name) && value?.ToString() != "None";
}
