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
        var name = fields.Text(item, path, "name");
        if (!NameForm().IsMatch(name))
        {
            diagnostics.Add(DeclarationMistakes.Expected(
                "name", "a letter or underscore, then letters, digits, '_' or '-'", fields.Locate(DeclaredFields.Below(path, "name"))));
            return null;
        }

        var typeText = fields.Text(item, path, "type");
        if (Type(typeText) is not { } type)
        {
            diagnostics.Add(DeclarationMistakes.Expected(
                "type", "one of string, int, number, bool, array, object", fields.Locate(DeclaredFields.Below(path, "type"))));
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
            fields.Text(item, path, "description"));
        CheckDefault(parameter);
        return parameter;
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
