using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>Copies of Workflows without the account of who wrote which field, which for many nodes is the larger half of them.</summary>
internal static class WorkflowCopy
{
    private const string Account = "managedFields";

    /// <summary>A copy that may be changed, and written: what a write leaves out of the account the server keeps.</summary>
    public static Manifest Of(Manifest workflow)
    {
        var copy = new JsonObject();
        foreach (var (field, value) in workflow.Json)
        {
            copy[field] = field == "metadata" && value is JsonObject metadata ? WithoutAccount(metadata) : value?.DeepClone();
        }

        return new Manifest(copy);
    }

    /// <summary>Whether a copy is not any more what it was made of.</summary>
    public static bool Differs(Manifest workflow, Manifest copy) =>
        workflow.Json.Count != copy.Json.Count
        || workflow.Json.Any(entry => entry.Key == "metadata"
            ? !JsonNode.DeepEquals(WithoutAccount(workflow.Metadata ?? []), copy.Metadata)
            : !JsonNode.DeepEquals(entry.Value, copy.Json[entry.Key]));

    private static JsonObject WithoutAccount(JsonObject metadata)
    {
        var copy = new JsonObject();
        foreach (var (field, value) in metadata.Where(entry => entry.Key != Account))
        {
            copy[field] = value?.DeepClone();
        }

        return copy;
    }
}
