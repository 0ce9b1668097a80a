namespace IdpBuilder.Rendering;

/// <summary>Fills in templates that are written in Go's <c>text/template</c>.</summary>
public interface ITextTemplates
{
    /// <summary>The text with its template filled in.</summary>
    /// <param name="text">The template.</param>
    /// <param name="values">Texts, numbers, flags, lists and maps by name; what the template asks for beyond them is a mistake.</param>
    /// <exception cref="FormatException">The template is broken, or asks for what there is not.</exception>
    string Fill(string text, IReadOnlyDictionary<string, object?> values);
}
