using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>Secrets keep their type, and keys fit for file names.</summary>
internal sealed class SecretStrategy : IKindStrategy
{
    private const int Limit = 1024 * 1024;

    // What a Secret of a type must hold.
    private static readonly Dictionary<string, string[]> Keys = new(StringComparer.Ordinal)
    {
        ["kubernetes.io/tls"] = ["tls.crt", "tls.key"],
        ["kubernetes.io/ssh-auth"] = ["ssh-privatekey"],
        ["kubernetes.io/dockercfg"] = [".dockercfg"],
        ["kubernetes.io/dockerconfigjson"] = [".dockerconfigjson"],
    };

    public ResourceId Resource => new(string.Empty, "secrets");

    public void PrepareForCreate(JsonObject json)
    {
    }

    public void PrepareForUpdate(JsonObject before, JsonObject json)
    {
    }

    public void Validate(JsonObject? before, JsonObject json, ICollection<FieldError> faults)
    {
        var total = 0L;
        foreach (var (key, value) in json["data"] as JsonObject ?? [])
        {
            if (ConfigKeys.Fault(key) is { } fault)
            {
                faults.Add(FieldError.InvalidText($"data[{key}]", key, fault));
            }

            total += (value?.ToString().Length ?? 0) / 4 * 3;
        }

        if (total > Limit)
        {
            faults.Add(FieldError.TooLong("data", Limit));
        }

        foreach (var key in Keys.GetValueOrDefault(NodePath.Text(json, "type")) ?? [])
        {
            if ((json["data"] as JsonObject)?.ContainsKey(key) != true)
            {
                faults.Add(FieldError.Required($"data[{key}]"));
            }
        }

        if (before is not null && NodePath.Text(before, "type") is var type && type != NodePath.Text(json, "type"))
        {
            faults.Add(FieldError.InvalidText("type", NodePath.Text(json, "type"), "field is immutable"));
        }

        Immutability.Check(before, json, ["data"], faults);
    }
}
