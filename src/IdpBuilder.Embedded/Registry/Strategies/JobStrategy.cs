using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Store;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>Jobs select their Pods by their own uid, unless the author chose a selector.</summary>
internal sealed class JobStrategy : IKindStrategy
{
    public ResourceId Resource => new("batch", "jobs");

    public void PrepareForCreate(JsonObject json) => ResourceDefaults.ApplyIdentity(new Manifest(json));

    public void PrepareForUpdate(JsonObject before, JsonObject json)
    {
    }

    public void Validate(JsonObject? before, JsonObject json, ICollection<FieldError> faults)
    {
        FixedFields.Check(before, json, "spec.completions", faults);
        FixedFields.Check(before, json, "spec.selector", faults);
        FixedFields.Check(before, json, "spec.template", faults);
        FixedFields.Check(before, json, "spec.completionMode", faults);
    }
}
