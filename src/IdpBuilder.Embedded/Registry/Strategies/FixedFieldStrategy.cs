using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>A kind of which some fields may not change and nothing else is special.</summary>
internal sealed class FixedFieldStrategy(ResourceId resource, params string[] paths) : IKindStrategy
{
    public ResourceId Resource => resource;

    public void PrepareForCreate(JsonObject json)
    {
    }

    public void PrepareForUpdate(JsonObject before, JsonObject json)
    {
    }

    public void Validate(JsonObject? before, JsonObject json, ICollection<FieldError> faults)
    {
        foreach (var path in paths)
        {
            FixedFields.Check(before, json, path, faults);
        }
    }
}
