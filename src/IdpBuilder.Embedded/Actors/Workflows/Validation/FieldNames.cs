using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Validation;

/// <summary>Checks the names of templates, parameters, steps and tasks.</summary>
internal static partial class FieldNames
{
    private const string Rule =
        "name must consist of alpha-numeric characters, '_' or '-' e.g. My_name_1-2, 123-NAME";

    /// <summary>Checks that each of a list has a name that is valid and its own.</summary>
    /// <param name="path">The list, for the message.</param>
    /// <param name="items">Its items.</param>
    /// <param name="separator">What stands between the path and the message.</param>
    /// <exception cref="InvalidSpecException">One has not.</exception>
    public static void Check(string path, IEnumerable<JsonObject> items, string separator = "")
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var index = -1;
        foreach (var name in items.Select(item => item.Text("name")))
        {
            index++;
            if (name.Length == 0)
            {
                throw new InvalidSpecException($"{path}{separator}[{index}].name is required");
            }

            if (!IsValid(name))
            {
                throw new InvalidSpecException($"{path}{separator}[{index}].name: '{name}' is invalid: {Rule}");
            }

            if (!names.Add(name))
            {
                throw new InvalidSpecException($"{path}{separator}[{index}].name '{name}' is not unique");
            }
        }
    }

    /// <summary>Whether a name can be used.</summary>
    public static bool IsValid(string name) => Valid().IsMatch(name);

    [GeneratedRegex("^[a-zA-Z0-9_][-a-zA-Z0-9_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Valid();
}
