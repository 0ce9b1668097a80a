using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>Jobs select their Pods by their own uid, unless the author chose a selector.</summary>
internal sealed class JobStrategy : IKindStrategy
{
    private const string Prefix = "batch.kubernetes.io/";

    public ResourceId Resource => new("batch", "jobs");

    public void PrepareForCreate(JsonObject json)
    {
        if (json["spec"] is not JsonObject spec || (spec["manualSelector"] is JsonValue manual && manual.TryGetValue(out bool chosen) && chosen))
        {
            return;
        }

        var uid = NodePath.Text(json, "metadata", "uid");
        var name = NodePath.Text(json, "metadata", "name");
        var labels = NodePath.Ensure(spec, "template", "metadata", "labels");
        labels[Prefix + "controller-uid"] = uid;
        labels["controller-uid"] = uid;
        labels[Prefix + "job-name"] = name;
        labels["job-name"] = name;
        spec["selector"] ??= new JsonObject { ["matchLabels"] = new JsonObject { [Prefix + "controller-uid"] = uid } };
    }

    public void PrepareForUpdate(JsonObject before, JsonObject json)
    {
    }

    public void Validate(JsonObject? before, JsonObject json, ICollection<FieldFault> faults)
    {
        FixedFields.Check(before, json, "spec.completions", faults);
        FixedFields.Check(before, json, "spec.selector", faults);
        FixedFields.Check(before, json, "spec.template", faults);
        FixedFields.Check(before, json, "spec.completionMode", faults);
    }
}
