using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace IdpBuilder.Embedded.Schemas;

/// <summary>Matches the patterns of schemas, which are written for an engine without backtracking.</summary>
internal static class TextPatterns
{
    private static readonly ConcurrentDictionary<string, Regex?> Known = new(StringComparer.Ordinal);

    /// <summary>Whether the text matches somewhere. A pattern that is none matches everything: the definition was to refuse it.</summary>
    public static bool IsMatch(string pattern, string text) => Known.GetOrAdd(pattern, Make)?.IsMatch(text) ?? true;

    private static Regex? Make(string pattern)
    {
        // In the engine the patterns are written for, \z is the only true end and $ without a flag means just that.
        var text = pattern.EndsWith('$') && !pattern.EndsWith("\\$", StringComparison.Ordinal) ? pattern[..^1] + "\\z" : pattern;
        try
        {
            return new Regex(text, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (ArgumentException)
        {
            return null;
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }
}
