using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Registry;

namespace IdpBuilder.Embedded.Schemas.Validation;

/// <summary>Checks labels and the selectors that choose by them.</summary>
internal static class LabelValidation
{
    private static readonly string[] Operators = ["In", "NotIn", "Exists", "DoesNotExist"];

    public static bool IsEmpty(JsonObject selector) =>
        selector["matchLabels"] is null or JsonObject { Count: 0 } && selector["matchExpressions"] is null or JsonArray { Count: 0 };

    /// <summary>Whether a selector without mistakes chooses an object with these labels.</summary>
    public static bool Matches(JsonObject selector, JsonObject labels)
    {
        foreach (var (key, value) in selector["matchLabels"] as JsonObject ?? [])
        {
            if (TextOf(labels[key]) != TextOf(value))
            {
                return false;
            }
        }

        return (selector["matchExpressions"] as JsonArray ?? []).OfType<JsonObject>().All(expression => Holds(expression, labels));
    }

    public static void CheckLabels(CheckedObject parent, string name)
    {
        var labels = parent.Map(name);
        foreach (var (key, value) in labels.Json)
        {
            if (MetadataNames.QualifiedNameFault(key) is { } keyFault)
            {
                labels.Add(FieldError.InvalidText(labels.Path, key, keyFault));
            }

            if (TextOf(value) is { } text && MetadataNames.LabelValueFault(text) is { } valueFault)
            {
                labels.Add(FieldError.InvalidText(labels.Path, text, valueFault));
            }
        }
    }

    public static void CheckSelector(CheckedObject selector)
    {
        CheckLabels(selector, "matchLabels");
        foreach (var expression in selector.Maps("matchExpressions"))
        {
            expression.RequireText("key");
            var operation = expression.Text("operator");
            var values = expression.Count("values");
            if (!Operators.Contains(operation, StringComparer.Ordinal))
            {
                expression.Add(FieldError.InvalidText(expression.PathOf("operator"), operation, "not a valid selector operator"));
            }
            else if (operation is "In" or "NotIn" && values == 0)
            {
                expression.Add(FieldError.Required(expression.PathOf("values"), "must be specified when `operator` is 'In' or 'NotIn'"));
            }
            else if (operation is "Exists" or "DoesNotExist" && values > 0)
            {
                expression.Add(FieldError.Forbidden(expression.PathOf("values"), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
            }
        }
    }

    private static bool Holds(JsonObject expression, JsonObject labels)
    {
        var label = TextOf(labels[TextOf(expression["key"]) ?? string.Empty]);
        var values = (expression["values"] as JsonArray ?? []).Select(TextOf);
        return TextOf(expression["operator"]) switch
        {
            "In" => label is not null && values.Contains(label, StringComparer.Ordinal),
            "NotIn" => label is null || !values.Contains(label, StringComparer.Ordinal),
            "Exists" => label is not null,
            "DoesNotExist" => label is null,
            _ => true,
        };
    }

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
