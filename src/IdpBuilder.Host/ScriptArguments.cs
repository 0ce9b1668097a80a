using System.Collections;

namespace IdpBuilder.Host;

/// <summary>Reads a command line's words as <c>pwsh -File</c> does.</summary>
internal static class ScriptArguments
{
    /// <summary>Reads <c>-Name value</c>, <c>-Name:value</c>, <c>-Switch</c> and positional words.</summary>
    public static (Hashtable Named, object[] Positional) Read(IReadOnlyList<string> arguments)
    {
        var named = new Hashtable(StringComparer.OrdinalIgnoreCase);
        var positional = new List<object>();
        for (var index = 0; index < arguments.Count; index++)
        {
            var word = arguments[index];
            var colon = word.IndexOf(':', StringComparison.Ordinal);
            if (!IsName(word))
            {
                positional.Add(word);
            }
            else if (colon > 0)
            {
                named[word[1..colon]] = ValueOf(word[(colon + 1)..]);
            }
            else if (index + 1 < arguments.Count && !IsName(arguments[index + 1]))
            {
                named[word[1..]] = arguments[++index];
            }
            else
            {
                named[word[1..]] = true;
            }
        }

        return (named, [.. positional]);
    }

    private static bool IsName(string word) => word.Length >= 2 && word[0] == '-' && (char.IsLetter(word[1]) || word[1] == '_');

    private static object ValueOf(string text) => text.ToLowerInvariant() switch
    {
        "$true" => true,
        "$false" => false,
        _ => text,
    };
}
