using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Templates;

/// <summary>
/// The templates of other objects that a workflow has used, in its <c>status.storedTemplates</c>: a WorkflowTemplate that changes
/// while the workflow runs does not change the workflow.
/// </summary>
/// <param name="status">The workflow's status.</param>
internal sealed class StoredTemplates(JsonObject status)
{
    private const string Field = "storedTemplates";

    /// <summary>A copy of a template that is kept, or of one that is found now and kept from here on; null when there is none.</summary>
    /// <param name="scope">Where it is looked up; templates of the workflow itself are not kept.</param>
    /// <param name="name">Its name.</param>
    /// <param name="find">Finds it where it is written.</param>
    public JsonObject? Use(TemplateScope scope, string name, Func<JsonObject?> find)
    {
        if (scope.IsLocal)
        {
            return find();
        }

        var key = $"{scope}/{name}";
        if (status.Child(Field)?[key] is JsonObject kept)
        {
            return (JsonObject)kept.DeepClone();
        }

        if (find() is not { } found)
        {
            return null;
        }

        if (status[Field] is not JsonObject stored)
        {
            status[Field] = stored = [];
        }

        stored[key] = found.DeepClone();
        return found;
    }
}
