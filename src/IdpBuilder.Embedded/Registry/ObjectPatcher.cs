using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Patching;

namespace IdpBuilder.Embedded.Registry;

/// <summary>Patches and applies objects.</summary>
internal sealed class ObjectPatcher(RegistryCore core, ObjectRules rules, ObjectCreator creator, ObjectUpdater updater)
{
    private const int Attempts = 8;

    /// <summary>Changes an object by a patch that is none of server-side apply.</summary>
    public WriteOutcome Patch(WriteRequest request, Func<JsonObject, JsonObject> change) =>
        updater.Patch(request, before => new PatchedObject(Translated(() => change(before))));

    /// <summary>Server-side apply: creates the object or merges the configuration into it.</summary>
    public WriteOutcome Apply(WriteRequest request, JsonObject configuration)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return core.Store.Find(request.Address) is null && request.Subresource.Length == 0
                    ? Create(request, configuration)
                    : updater.Patch(request, before => Merge(request, before, configuration));
            }
            catch (StatusException race) when (race.Reason is "AlreadyExists" or "NotFound" && attempt < Attempts && IsRace(request, race))
            {
                // The object came or went between the look and the write.
            }
        }
    }

    private bool IsRace(WriteRequest request, StatusException failure) =>
        request.Subresource.Length == 0 && core.Store.Find(request.Address) is null == (failure.Reason == "NotFound")
        && (failure.Reason == "AlreadyExists" || !request.Type.Namespaced || core.FindNamespace(request.Namespace) is not null);

    private WriteOutcome Create(WriteRequest request, JsonObject configuration)
    {
        var (json, managedFields) = Merge(request, null, configuration);
        return creator.Create(request, json, managedFields);
    }

    private PatchedObject Merge(WriteRequest request, JsonObject? before, JsonObject configuration)
    {
        var apply = new ApplyRequest(before, configuration, request.Type.Schema, rules.Writer(request), request.Force);
        var outcome = Translated(() => ServerSideApply.Apply(apply));
        if (outcome.Object is not { } json)
        {
            throw StatusFailures.ApplyConflict(
                outcome.ConflictMessage, outcome.Conflicts.Select(conflict => (conflict.Message, conflict.Field)));
        }

        var metadata = NodePath.Ensure(json, "metadata");
        metadata.Remove("managedFields", out var managedFields);
        return new PatchedObject(json, managedFields as JsonArray ?? []);
    }

    private static T Translated<T>(Func<T> patching)
    {
        try
        {
            return patching();
        }
        catch (PatchException failure)
        {
            throw StatusFailures.Patch(failure);
        }
    }
}
