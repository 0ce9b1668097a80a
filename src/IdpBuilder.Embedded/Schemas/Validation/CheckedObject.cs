using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Patching;
using IdpBuilder.Embedded.Registry;

namespace IdpBuilder.Embedded.Schemas.Validation;

/// <summary>An object under validation: its fields by name, and where errors about them go.</summary>
/// <param name="Json">The object.</param>
/// <param name="Path">Its path; empty for the whole object.</param>
/// <param name="Errors">Receives what is wrong.</param>
internal sealed record CheckedObject(JsonObject Json, string Path, List<FieldError> Errors)
{
    private static readonly JsonObject Nothing = [];

    public bool Has(string name) => Json[name] is not null;

    /// <summary>A field's object; an empty one when it has none.</summary>
    public CheckedObject Map(string name) => new(Json[name] as JsonObject ?? Nothing, PathOf(name), Errors);

    /// <summary>The objects of a field's list.</summary>
    public IEnumerable<CheckedObject> Maps(string name)
    {
        var list = Json[name] as JsonArray ?? [];
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is JsonObject item)
            {
                yield return new CheckedObject(item, FieldPath.Item(PathOf(name), i), Errors);
            }
        }
    }

    /// <summary>How many items a field's list has.</summary>
    public int Count(string name) => (Json[name] as JsonArray)?.Count ?? 0;

    public string Text(string name) => Json[name] is JsonValue value && value.TryGetValue(out string? text) ? text : string.Empty;

    public decimal? Number(string name) => JsonEquality.Number(Json[name]);

    public bool Flag(string name) => Json[name] is JsonValue value && value.TryGetValue(out bool flag) && flag;

    public string PathOf(string name) => FieldPath.Child(Path, name);

    public void Add(FieldError error) => Errors.Add(error);

    /// <summary>Demands text that is not empty.</summary>
    public bool RequireText(string name, string detail = "")
    {
        if (Text(name).Length > 0)
        {
            return true;
        }

        Add(FieldError.Required(PathOf(name), detail));
        return false;
    }

    /// <summary>Demands a list or map with something in it.</summary>
    public bool RequireContent(string name, string detail = "")
    {
        if (!ValueShapes.IsEmpty(Json[name]))
        {
            return true;
        }

        Add(FieldError.Required(PathOf(name), detail));
        return false;
    }

    public void NotNegative(params string[] names)
    {
        foreach (var name in names)
        {
            AtLeast(name, 0);
        }
    }

    public void AtLeast(string name, int least)
    {
        if (Number(name) < least)
        {
            var why = string.Create(CultureInfo.InvariantCulture, $"must be greater than or equal to {least}");
            Add(FieldError.Invalid(PathOf(name), Json[name], why));
        }
    }

    /// <summary>Demands a port number where there is a number at all.</summary>
    public void Port(string name)
    {
        if (Number(name) is < 1 or > 65535)
        {
            Add(FieldError.Invalid(PathOf(name), Json[name], "must be between 1 and 65535, inclusive"));
        }
    }

    /// <summary>Demands one of a few texts where there is any.</summary>
    public void OneOf(string name, params string[] supported)
    {
        if (Text(name) is { Length: > 0 } text && !supported.Contains(text, StringComparer.Ordinal))
        {
            Add(FieldError.NotSupported(PathOf(name), text, supported));
        }
    }

    /// <summary>Demands a DNS label where there is text.</summary>
    public void Label(string name) => Check(name, MetadataNames.LabelFault);

    /// <summary>Demands a DNS subdomain where there is text.</summary>
    public void Subdomain(string name) => Check(name, MetadataNames.SubdomainFault);

    /// <summary>Demands texts of the items' field that are there once.</summary>
    public void Unique(string list, string name, ISet<string>? seen = null)
    {
        seen ??= new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in Maps(list))
        {
            if (item.Text(name) is { Length: > 0 } text && !seen.Add(text))
            {
                item.Add(FieldError.Duplicate(item.PathOf(name), text));
            }
        }
    }

    private void Check(string name, Func<string, string?> fault)
    {
        if (Text(name) is { Length: > 0 } text && fault(text) is { } why)
        {
            Add(FieldError.InvalidText(PathOf(name), text, why));
        }
    }
}
