using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Patching;

/// <summary>Checks that an applied configuration has the fields and the kinds of value of its type, with list items that can be told apart.</summary>
internal static class AppliedShape
{
    /// <summary>The mistakes, each with its path; empty for none. The input is not changed.</summary>
    public static IReadOnlyList<string> Check(JsonObject configuration, TypeSchema schema)
    {
        List<Mistake>? mistakes = null;
        Value(configuration, schema, ref mistakes);
        return mistakes is null ? [] : [.. mistakes.Select(mistake => mistake.ToString())];
    }

    private static void Value(JsonNode? value, TypeSchema schema, ref List<Mistake>? mistakes)
    {
        if (value is null)
        {
            return;
        }

        switch (schema.Type, value)
        {
            case (SchemaType.Any, _):
                break;
            case (SchemaType.Object, JsonObject map):
                Map(map, schema, ref mistakes);
                break;
            case (SchemaType.Object, _):
                Add(ref mistakes, $"expected map, got &{{{Plain(value)}}}");
                break;
            case (SchemaType.List, JsonArray list):
                List(list, schema, ref mistakes);
                break;
            case (SchemaType.List, _):
                Add(ref mistakes, $"expected list, got &{{{Plain(value)}}}");
                break;
            default:
                Scalar(value, schema, ref mistakes);
                break;
        }
    }

    private static void Map(JsonObject map, TypeSchema schema, ref List<Mistake>? mistakes)
    {
        foreach (var (name, value) in map)
        {
            if (schema.Field(name) is not { } field)
            {
                Add(ref mistakes, "field not declared in schema", FieldElement.OfField(name));
                continue;
            }

            List<Mistake>? below = null;
            Value(value, field, ref below);
            Lift(ref mistakes, below, FieldElement.OfField(name));
        }
    }

    private static void List(JsonArray list, TypeSchema schema, ref List<Mistake>? mistakes)
    {
        var seen = schema.ListKind == ListKind.Atomic ? null : new HashSet<string>(list.Count, StringComparer.Ordinal);
        for (var i = 0; i < list.Count; i++)
        {
            var element = string.Create(CultureInfo.InvariantCulture, $"i:{i}");
            if (seen is not null)
            {
                if (FieldElement.OfItem(list[i], schema) is not { } key)
                {
                    Add(ref mistakes, $"element {i}: {WhyNoKey(list[i], schema)}");
                    return;
                }

                element = key;
                if (!seen.Add(key))
                {
                    Add(ref mistakes, $"duplicate entries for key {FieldElement.Describe(key)}");
                }
            }

            List<Mistake>? below = null;
            Value(list[i], schema.ItemsOrAny(), ref below);
            Lift(ref mistakes, below, element);
        }
    }

    private static string WhyNoKey(JsonNode? item, TypeSchema schema) => (schema.ListKind, item) switch
    {
        (ListKind.Set, null) => "associative list without keys has an element that's an explicit null",
        (ListKind.Set, JsonObject) => "associative list without keys has an element that's a map type",
        (ListKind.Set, _) => "not supported: associative list with lists as elements",
        (_, null) => "associative list with keys may not have a null element",
        (_, JsonObject) =>
            $"associative list with keys has an element that omits all key fields [{string.Join(' ', schema.MapKeys.Select(key => $"\"{key}\""))}] " +
            "(and doesn't have default values for any key fields)",
        _ => "associative list with keys may not have non-map elements",
    };

    private static void Scalar(JsonNode value, TypeSchema schema, ref List<Mistake>? mistakes)
    {
        var kind = value.GetValueKind();
        var (isRight, wanted) = schema.Type switch
        {
            _ when schema.Type == SchemaType.IntOrString || schema.Format == "date-time" =>
                (value is JsonValue, $"expected any scalar, got &{{{Plain(value)}}}"),
            SchemaType.Integer or SchemaType.Number =>
                (kind == JsonValueKind.Number, $"expected numeric (int or float), got {GoType(kind)}"),
            SchemaType.Boolean =>
                (kind is JsonValueKind.True or JsonValueKind.False, $"expected boolean, got &{{{Plain(value)}}}"),
            _ => (kind == JsonValueKind.String, $"expected string, got &value.valueUnstructured{{Value:{value.ToJsonString()}}}"),
        };
        if (!isRight)
        {
            Add(ref mistakes, wanted);
        }
    }

    private static string GoType(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Array => "[]interface {}",
        _ => "map[string]interface {}",
    };

    private static string Plain(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();

    private static void Add(ref List<Mistake>? mistakes, string what, string? element = null)
    {
        var mistake = new Mistake(what);
        if (element is not null)
        {
            mistake.Path.Add(element);
        }

        (mistakes ??= []).Add(mistake);
    }

    private static void Lift(ref List<Mistake>? mistakes, List<Mistake>? below, string element)
    {
        if (below is null)
        {
            return;
        }

        foreach (var mistake in below)
        {
            mistake.Path.Add(element);
        }

        (mistakes ??= []).AddRange(below);
    }

    // The path is collected from the inside out.
    private sealed record Mistake(string What)
    {
        public List<string> Path { get; } = [];

        public override string ToString() =>
            Path.Count == 0 ? What : $"{FieldSet.Describe(Enumerable.Reverse(Path))}: {What}";
    }
}
