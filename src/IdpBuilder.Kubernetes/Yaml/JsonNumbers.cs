using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdpBuilder.Kubernetes.Yaml;

/// <summary>
/// Makes number nodes that read as any numeric type, like those of parsed JSON; a node made from a <see cref="long"/>
/// would refuse to be read as an <see cref="int"/>. Equal numbers share their text.
/// </summary>
internal sealed class JsonNumbers
{
    private readonly Dictionary<string, JsonElement> _known = new(StringComparer.Ordinal);

    /// <summary>A node for a finite number.</summary>
    public JsonValue Of(IFormattable number)
    {
        var text = number.ToString(null, CultureInfo.InvariantCulture);
        if (!_known.TryGetValue(text, out var element))
        {
            using var document = JsonDocument.Parse(text);
            element = document.RootElement.Clone();
            _known[text] = element;
        }

        return JsonValue.Create(element)!;
    }
}
