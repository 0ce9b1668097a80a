using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>Of a StatefulSet's spec only a few fields may change.</summary>
internal sealed class StatefulSetStrategy : IKindStrategy
{
    private static readonly string[] Changeable =
    [
        "replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit", "persistentVolumeClaimRetentionPolicy", "minReadySeconds",
    ];

    public ResourceId Resource => new("apps", "statefulsets");

    public void PrepareForCreate(JsonObject json)
    {
    }

    public void PrepareForUpdate(JsonObject before, JsonObject json)
    {
    }

    public void Validate(JsonObject? before, JsonObject json, ICollection<FieldError> faults)
    {
        if (before is not null && !JsonNode.DeepEquals(Fixed(before), Fixed(json)))
        {
            faults.Add(FieldError.Forbidden(
                "spec",
                "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', "
                + "'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden"));
        }
    }

    private static JsonObject Fixed(JsonObject set)
    {
        var spec = set["spec"]?.DeepClone() as JsonObject ?? [];
        foreach (var field in Changeable)
        {
            spec.Remove(field);
        }

        return spec;
    }
}
