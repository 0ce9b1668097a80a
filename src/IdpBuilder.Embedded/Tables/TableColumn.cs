using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Tables;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Cell">The cell of an object at a time.</param>
/// <param name="Type">The cells' JSON type.</param>
/// <param name="Format">The cells' OpenAPI format; <c>name</c> marks the identifying column.</param>
/// <param name="Priority">0 for always, 1 for wide output only.</param>
/// <param name="Description">What it tells.</param>
internal sealed record TableColumn(
    string Name,
    Func<JsonObject, DateTimeOffset, JsonNode?> Cell,
    string Type = "string",
    string Format = "",
    int Priority = 0,
    string Description = "")
{
    /// <summary>The object's name.</summary>
    public static TableColumn ObjectName { get; } = new(
        "Name", (json, _) => json["metadata"]?["name"]?.DeepClone(), Format: "name",
        Description: "The object's name, unique among objects of its kind in its namespace.");

    /// <summary>The time since the object was created.</summary>
    public static TableColumn Age { get; } = new("Age", (json, now) => Ages.Since(json, now), Description: "The time since the object was created.");

    /// <summary>A column of text.</summary>
    public static TableColumn Text(string name, Func<JsonObject, string> cell, int priority = 0) =>
        new(name, (json, _) => cell(json), Priority: priority);

    /// <summary>A column of whole numbers.</summary>
    public static TableColumn Number(string name, Func<JsonObject, long> cell) =>
        new(name, (json, _) => cell(json), Type: "integer");

    /// <summary>A column of numbers that real servers declare to be text.</summary>
    public static TableColumn NumberAsText(string name, Func<JsonObject, long> cell) => new(name, (json, _) => cell(json));

    public JsonObject Definition() => new()
    {
        ["name"] = Name,
        ["type"] = Type,
        ["format"] = Format,
        ["description"] = Description,
        ["priority"] = Priority,
    };
}
