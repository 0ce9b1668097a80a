using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Tests.Parity;

namespace IdpBuilder.Contract.Tests.Parity;

/// <summary>Answers as text that can be compared: sorted, without what is new each time, without what the older server cannot know.</summary>
/// <param name="space">The scenario's namespace.</param>
/// <param name="minor">The minor version of the older server.</param>
/// <param name="comparesOwners">Whether <c>managedFields</c> are compared.</param>
internal sealed class Answers(string space, int minor, bool comparesOwners)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly StringBuilder _text = new();

    /// <summary>Takes one answer.</summary>
    public void Add(HttpStatusCode code, JsonObject body) => _text
        .Append((int)code).Append(' ')
        .AppendLine(Normal(body, string.Empty, (string?)body["kind"] ?? string.Empty)!.ToJsonString(Indented).Replace(space, "{ns}", StringComparison.Ordinal));

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private JsonNode? Normal(JsonNode? node, string path, string kind) => node switch
    {
        JsonObject map => new JsonObject(map
            .Where(entry => !VersionedFields.IsNewer($"{kind}{path}/{entry.Key}", entry.Value, minor) && entry is not ("details", JsonObject { Count: 0 }))
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => KeyValuePair.Create(entry.Key, Value(entry.Key, entry.Value, $"{path}/{entry.Key}", kind)))),
        JsonArray list => new JsonArray([.. list.Select(item => Normal(item, path, kind))]),
        _ => node?.DeepClone(),
    };

    private JsonNode? Value(string name, JsonNode? value, string path, string kind) =>
        VolatileFields.Hides(name, value) || (name == "managedFields" && !comparesOwners) ? "…"
        : name == "cells" ? new JsonArray([.. value!.AsArray().Select(cell => VolatileFields.IsAge(cell) ? "…" : cell?.DeepClone())])
        : kind == "Status" && path == "/details/causes" ? Causes(value!.AsArray())
        : name == "managedFields" ? Owners(value!.AsArray(), path, kind)
        : name == "fieldsV1" ? VersionedFields.Owned(value!.AsObject(), kind, minor)
        : Normal(value, path, kind);

    // Servers order them by the second in which each wrote last.
    private JsonArray Owners(JsonArray owners, string path, string kind) => new(
    [
        .. owners.OrderBy(owner => $"{owner!["operation"]} {owner["manager"]} {owner["apiVersion"]} {owner["subresource"]}", StringComparer.Ordinal)
            .Select(owner => Normal(owner, path, kind)),
    ]);

    // Texts belong to versions; that the same fields are blamed for the same reasons does not.
    private static JsonArray Causes(JsonArray causes) =>
        [.. causes.Select(cause => $"{cause!["field"]} {cause["reason"]}").Distinct().Order(StringComparer.Ordinal).Select(text => (JsonNode)JsonValue.Create(text))];
}
