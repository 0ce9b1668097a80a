using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>Secrets keep only <c>data</c>: <c>stringData</c> is written into it.</summary>
internal sealed class SecretStrategy : IKindStrategy
{
    private const int Limit = 1024 * 1024;

    public ResourceId Resource => new(string.Empty, "secrets");

    public void PrepareForCreate(JsonObject json) => Fold(json);

    public void PrepareForUpdate(JsonObject before, JsonObject json) => Fold(json);

    public void Validate(JsonObject? before, JsonObject json, ICollection<FieldFault> faults)
    {
        var total = 0L;
        foreach (var (key, value) in json["data"] as JsonObject ?? [])
        {
            if (ConfigKeys.Fault(key) is { } fault)
            {
                faults.Add(FieldFault.Invalid($"data[{key}]", key, fault));
            }

            total += (value?.ToString().Length ?? 0) / 4 * 3;
        }

        if (total > Limit)
        {
            faults.Add(FieldFault.TooLong("data", $"may not be more than {Limit} bytes"));
        }

        if (before is not null && NodePath.Text(before, "type") is var type && type != NodePath.Text(json, "type"))
        {
            faults.Add(FieldFault.Invalid("type", NodePath.Text(json, "type"), "field is immutable"));
        }

        Immutability.Check(before, json, ["data"], faults);
    }

    private static void Fold(JsonObject json)
    {
        if (!json.Remove("stringData", out var texts) || texts is not JsonObject { Count: > 0 } entries)
        {
            return;
        }

        var data = NodePath.Ensure(json, "data");
        foreach (var (key, value) in entries)
        {
            if (value?.GetValueKind() == JsonValueKind.String)
            {
                data[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value.GetValue<string>()));
            }
        }
    }
}
