using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Validation;

/// <summary>Checks arguments.</summary>
internal static class ArgumentValidation
{
    /// <summary>Checks that every argument has a value that it may have.</summary>
    /// <exception cref="InvalidSpecException">One has not.</exception>
    public static void Check(string prefix, JsonObject? arguments)
    {
        FieldNames.Check($"{prefix}parameters", arguments.Children("parameters"));
        foreach (var parameter in arguments.Children("parameters"))
        {
            var path = prefix + parameter.Text("name");
            var value = parameter.Scalar("value");
            if (value is null && parameter["valueFrom"] is null && parameter["default"] is null)
            {
                throw new InvalidSpecException(
                    parameter["enum"] is null ? $"{path}.value or {path}.valueFrom is required" : $"{path}.value is required");
            }

            CheckEnum(path, parameter, value);
        }
    }

    private static void CheckEnum(string path, JsonObject parameter, string? value)
    {
        if (parameter["enum"] is not JsonArray allowed)
        {
            return;
        }

        if (allowed.Count == 0)
        {
            throw new InvalidSpecException($"{path}.enum should contain at least one value");
        }

        if (value is not null && !allowed.OfType<JsonValue>().Select(JsonFields.ScalarText).Contains(value, StringComparer.Ordinal))
        {
            throw new InvalidSpecException($"{path}.value should be present in {path}.enum list");
        }
    }
}
