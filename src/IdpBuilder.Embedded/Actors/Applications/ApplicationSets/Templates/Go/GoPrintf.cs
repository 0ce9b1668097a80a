using System.Globalization;
using System.Text;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go;

/// <summary>Formats values as Go's <c>fmt</c> does.</summary>
internal static class GoPrintf
{
    /// <summary>Values one after another, with a space between two that are both no text.</summary>
    public static string Print(IReadOnlyList<object?> values)
    {
        var text = new StringBuilder();
        for (var index = 0; index < values.Count; index++)
        {
            if (index > 0 && values[index] is not string && values[index - 1] is not string)
            {
                text.Append(' ');
            }

            text.Append(GoValue.Format(values[index]));
        }

        return text.ToString();
    }

    /// <summary>Values in the places that the format has for them.</summary>
    public static string Format(string format, IReadOnlyList<object?> values)
    {
        var text = new StringBuilder(format.Length);
        var next = 0;
        for (var index = 0; index < format.Length; index++)
        {
            if (format[index] != '%')
            {
                text.Append(format[index]);
                continue;
            }

            var field = GoPrintfField.Read(format, ref index);
            text.Append(field.Verb switch
            {
                '\0' => "%!(NOVERB)",
                '%' => "%",
                _ when next >= values.Count => $"%!{field.Verb}(MISSING)",
                _ => field.Format(values[next++]),
            });
        }

        if (next < values.Count)
        {
            var extra = values.Skip(next).Select(value => value is null ? "<nil>" : $"{GoValue.TypeName(value)}={GoValue.Format(value)}");
            text.Append(CultureInfo.InvariantCulture, $"%!(EXTRA {string.Join(", ", extra)})");
        }

        return text.ToString();
    }
}
