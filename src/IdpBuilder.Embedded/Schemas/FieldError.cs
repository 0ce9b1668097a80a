using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas;

/// <summary>Something that makes an object invalid, worded as a real server words it.</summary>
/// <param name="Type">What is wrong.</param>
/// <param name="Field">The field's path, such as <c>spec.ports[0].port</c>; empty for the whole object.</param>
/// <param name="Detail">Why; empty when the type says it all.</param>
/// <param name="BadValue">The value as messages show it: quoted text, a number, JSON; empty for none.</param>
internal sealed record FieldError(FieldErrorType Type, string Field, string Detail, string BadValue = "")
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The cause's reason in a Status.</summary>
    public string Reason => Type.ToString();

    /// <summary>The cause's text in a Status, without the field.</summary>
    public string Message
    {
        get
        {
            var head = Head();
            head = BadValue.Length == 0 ? head : $"{head}: {BadValue}";
            return Detail.Length == 0 ? head : $"{head}: {Detail}";
        }
    }

    public static FieldError Required(string field, string detail = "") => new(FieldErrorType.FieldValueRequired, field, detail);

    public static FieldError Invalid(string field, JsonNode? value, string detail) =>
        new(FieldErrorType.FieldValueInvalid, field, detail, Show(value));

    /// <summary>A value that messages show as text, whatever it is.</summary>
    public static FieldError InvalidText(string field, string value, string detail) =>
        new(FieldErrorType.FieldValueInvalid, field, detail, Quote(value));

    public static FieldError TypeInvalid(string field, string found, string detail) =>
        new(FieldErrorType.FieldValueTypeInvalid, field, detail, Quote(found));

    public static FieldError NotSupported(string field, JsonNode? value, IEnumerable<string> supported) => new(
        FieldErrorType.FieldValueNotSupported, field, $"supported values: {string.Join(", ", supported.Select(Quote))}", Show(value));

    public static FieldError Duplicate(string field, JsonNode? value) => new(FieldErrorType.FieldValueDuplicate, field, string.Empty, Show(value));

    public static FieldError TooLong(string field, long limit) => new(
        FieldErrorType.FieldValueTooLong, field, string.Create(CultureInfo.InvariantCulture, $"may not be more than {limit} bytes"));

    public static FieldError TooMany(string field, long found, long limit) => new(
        FieldErrorType.FieldValueTooMany, field, string.Create(CultureInfo.InvariantCulture, $"must have at most {limit} items"),
        found.ToString(CultureInfo.InvariantCulture));

    public static FieldError Forbidden(string field, string detail) => new(FieldErrorType.FieldValueForbidden, field, detail);

    public static FieldError NotFound(string field, string value) => new(FieldErrorType.FieldValueNotFound, field, string.Empty, Quote(value));

    /// <summary>The field may not change any more.</summary>
    public static FieldError Immutable(string field, JsonNode? value) => Invalid(field, value, "field is immutable");

    /// <summary>Text in quotes.</summary>
    public static string Quote(string text) => JsonValue.Create(text).ToJsonString(Relaxed);

    /// <summary><c>field: message</c>.</summary>
    public override string ToString() => Field.Length == 0 ? $"<nil>: {Message}" : $"{Field}: {Message}";

    private static string Show(JsonNode? value) => value is null ? "null" : value.ToJsonString(Relaxed);

    private string Head() => Type switch
    {
        FieldErrorType.FieldValueRequired => "Required value",
        FieldErrorType.FieldValueNotSupported => "Unsupported value",
        FieldErrorType.FieldValueDuplicate => "Duplicate value",
        FieldErrorType.FieldValueTooLong => "Too long",
        FieldErrorType.FieldValueTooMany => "Too many",
        FieldErrorType.FieldValueForbidden => "Forbidden",
        FieldErrorType.FieldValueNotFound => "Not found",
        _ => "Invalid value",
    };
}
