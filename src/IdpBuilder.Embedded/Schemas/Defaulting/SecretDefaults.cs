using System.Text;
using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas.Defaulting;

/// <summary>Defaults of a Secret, and its plain text turned into data.</summary>
internal static class SecretDefaults
{
    public static void Apply(JsonObject secret)
    {
        secret.DefaultText("type", "Opaque");
        if (secret.Map("stringData") is not { } plain)
        {
            return;
        }

        if (plain.All(entry => entry.Value is JsonValue value && value.TryGetValue(out string? _)))
        {
            secret.Remove("stringData");
            if (plain.Count > 0 && secret.Struct("data") is { } data)
            {
                foreach (var (name, value) in plain)
                {
                    data[name] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value!.GetValue<string>()));
                }
            }
        }
    }
}
