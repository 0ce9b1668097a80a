using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>Deployments keep their selector, and a change of their annotations counts as one of their specification (kubernetes/pkg/registry/apps/deployment/strategy.go).</summary>
internal sealed class DeploymentStrategy : IKindStrategy
{
    public ResourceId Resource => new("apps", "deployments");

    public void PrepareForCreate(JsonObject json)
    {
    }

    public void PrepareForUpdate(JsonObject before, JsonObject json)
    {
    }

    public bool IsNewGeneration(JsonObject before, JsonObject json) =>
        !JsonNode.DeepEquals(NodePath.At(before, "metadata", "annotations"), NodePath.At(json, "metadata", "annotations"));

    public void Validate(JsonObject? before, JsonObject json, ICollection<FieldError> faults) => FixedFields.Check(before, json, "spec.selector", faults);
}
