using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IdpBuilder.Packages.Reading;

/// <summary>Reads the declaration of one parameter.</summary>
internal sealed partial class ParameterReader(DeclaredFields fields, JsonObject item, string path, ICollection<Diagnostic> diagnostics)
{
    private static readonly string[] Fields = ["name", "type", "default", "enum", "pattern", "description", "required"];

    /// <summary>The parameter; null when it has no usable name or type.</summary>
    public PackageParameter? Read()
    {
        fields.AllowOnly(item, path, Fields);
        var name = Name();
        if (Type() is not { } type || name is null)
        {
            return null;
        }

        var required = fields.Flag(item, path, "required");
        var parameter = new PackageParameter(
            name,
            type,
            item["default"]?.DeepClone(),
            required ?? !item.ContainsKey("default"),
            [.. fields.Items(item, path, "enum").Select(entry => entry.Item is null ? "null" : ParameterValues.TextOf(entry.Item))],
            Pattern(),
            fields.Text(item, path, "description"))
        {
            Span = fields.Locate(path),
        };
        CheckDefault(parameter);
        return parameter;
    }

    private string? Name()
    {
        var name = fields.Text(item, path, "name");
        if (NameForm().IsMatch(name))
        {
            return name;
        }

        // That it is no text was told already.
        if (item["name"] is null || item["name"]!.GetValueKind() == JsonValueKind.String)
        {
            diagnostics.Add(DeclarationMistakes.Expected(
                "name", "a letter or underscore, then letters, digits, '_' or '-'", fields.Locate(DeclaredFields.Below(path, "name"))));
        }

        return null;
    }

    private ParameterType? Type()
    {
        var text = fields.Text(item, path, "type");
        var type = Type(text);
        if (type is null)
        {
            diagnostics.Add(DeclarationMistakes.NoType(text, fields.Locate(DeclaredFields.Below(path, "type"))));
        }

        return type;
    }

    private void CheckDefault(PackageParameter parameter)
    {
        if (parameter.Default is not null)
        {
            ParameterValues.Check(parameter, parameter.Default, fields.Locate(DeclaredFields.Below(path, "default")), diagnostics);
        }
    }

    private string Pattern()
    {
        var pattern = fields.Text(item, path, "pattern");
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant, ParameterValues.PatternTimeout);
            return pattern;
        }
        catch (ArgumentException)
        {
            diagnostics.Add(DeclarationMistakes.Expected("pattern", "a regular expression", fields.Locate(DeclaredFields.Below(path, "pattern"))));
            return string.Empty;
        }
    }

    private static ParameterType? Type(string text) => text switch
    {
        "string" or "" => ParameterType.String,
        "int" or "integer" => ParameterType.Int,
        "number" => ParameterType.Number,
        "bool" or "boolean" => ParameterType.Bool,
        "array" => ParameterType.Array,
        "object" => ParameterType.Object,
        _ => null,
    };

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameForm();
}
