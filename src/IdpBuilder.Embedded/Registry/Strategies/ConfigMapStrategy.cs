using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>Keys of ConfigMaps must be fit for file names.</summary>
internal sealed class ConfigMapStrategy : IKindStrategy
{
    private const int Limit = 1024 * 1024;

    public ResourceId Resource => new(string.Empty, "configmaps");

    public void PrepareForCreate(JsonObject json)
    {
    }

    public void PrepareForUpdate(JsonObject before, JsonObject json)
    {
    }

    public void Validate(JsonObject? before, JsonObject json, ICollection<FieldError> faults)
    {
        var total = 0L;
        foreach (var map in new[] { "data", "binaryData" })
        {
            foreach (var (key, value) in json[map] as JsonObject ?? [])
            {
                if (ConfigKeys.Fault(key) is { } fault)
                {
                    faults.Add(FieldError.InvalidText($"{map}[{key}]", key, fault));
                }

                if (map == "data" && (json["binaryData"] as JsonObject)?.ContainsKey(key) == true)
                {
                    faults.Add(FieldError.InvalidText($"data[{key}]", key, "duplicate of key present in binaryData"));
                }

                total += value?.ToString().Length ?? 0;
            }
        }

        if (total > Limit)
        {
            faults.Add(FieldError.TooLong(string.Empty, Limit));
        }

        Immutability.Check(before, json, ["data", "binaryData"], faults);
    }
}
