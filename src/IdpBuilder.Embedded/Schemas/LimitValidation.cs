using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Patching;

namespace IdpBuilder.Embedded.Schemas;

/// <summary>Checks a value's bounds, pattern and format.</summary>
internal static class LimitValidation
{
    public static void Check(JsonNode value, TypeSchema schema, string path, List<FieldError> errors)
    {
        if (value.GetValueKind() == JsonValueKind.String && schema.Format.Length > 0 && !TextFormats.Matches(schema.Format, value.GetValue<string>()))
        {
            Fail(value, path, $"must be of type {schema.Format}: {FieldError.Quote(value.GetValue<string>())}", errors);
        }

        if (schema.Limits is not { } limits)
        {
            return;
        }

        switch (value)
        {
            case JsonObject map:
                CheckProperties(map, limits, path, errors);
                break;
            case JsonArray list:
                CheckItems(list, limits, path, errors);
                break;
            case var _ when value.GetValueKind() == JsonValueKind.String:
                CheckText(value, value.GetValue<string>(), limits, path, errors);
                break;
            case var _ when JsonEquality.Number(value) is { } number:
                CheckNumber(value, number, limits, path, errors);
                break;
        }
    }

    private static void CheckNumber(JsonNode value, decimal number, ValueLimits limits, string path, List<FieldError> errors)
    {
        if (limits.Maximum is { } maximum && (limits.ExclusiveMaximum ? number >= maximum : number > maximum))
        {
            Fail(value, path, $"should be less than {(limits.ExclusiveMaximum ? string.Empty : "or equal to ")}{Text(maximum)}", errors);
        }

        if (limits.Minimum is { } minimum && (limits.ExclusiveMinimum ? number <= minimum : number < minimum))
        {
            Fail(value, path, $"should be greater than {(limits.ExclusiveMinimum ? string.Empty : "or equal to ")}{Text(minimum)}", errors);
        }

        if (limits.MultipleOf is > 0m and { } factor && number % factor != 0)
        {
            Fail(value, path, $"should be a multiple of {Text(factor)}", errors);
        }
    }

    private static void CheckText(JsonNode value, string text, ValueLimits limits, string path, List<FieldError> errors)
    {
        var length = text.EnumerateRunes().Count();
        if (limits.MaxLength is { } most && length > most)
        {
            errors.Add(FieldError.TooLong(path, most));
        }

        if (limits.MinLength is { } least && length < least)
        {
            Fail(value, path, $"should be at least {Text(least)} chars long", errors);
        }

        if (limits.Pattern.Length > 0 && !TextPatterns.IsMatch(limits.Pattern, text))
        {
            Fail(value, path, $"should match '{limits.Pattern}'", errors);
        }
    }

    private static void CheckItems(JsonArray list, ValueLimits limits, string path, List<FieldError> errors)
    {
        if (limits.MaxItems is { } most && list.Count > most)
        {
            errors.Add(FieldError.TooMany(path, list.Count, most));
        }

        if (limits.MinItems is { } least && list.Count < least)
        {
            errors.Add(FieldError.Invalid(path, Count(list.Count), $"{path} in body should have at least {Text(least)} items"));
        }

        if (limits.UniqueItems && list.Where((item, i) => list.Take(i).Any(other => JsonEquality.Same(item, other))).Any())
        {
            Fail(list, path, "shouldn't contain duplicates", errors);
        }
    }

    private static void CheckProperties(JsonObject map, ValueLimits limits, string path, List<FieldError> errors)
    {
        if (limits.MaxProperties is { } most && map.Count > most)
        {
            errors.Add(FieldError.TooMany(path, map.Count, most));
        }

        if (limits.MinProperties is { } least && map.Count < least)
        {
            errors.Add(FieldError.Invalid(path, Count(map.Count), $"{path} in body should have at least {Text(least)} properties"));
        }
    }

    private static void Fail(JsonNode value, string path, string why, List<FieldError> errors) =>
        errors.Add(FieldError.Invalid(path, value, $"{path} in body {why}"));

    private static JsonValue Count(int count) => JsonValue.Create(count);

    private static string Text(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);
}
