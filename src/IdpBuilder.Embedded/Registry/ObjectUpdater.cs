using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Discovery;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry;

/// <summary>Replaces and patches objects.</summary>
internal sealed class ObjectUpdater(RegistryCore core, ObjectRules rules, ObjectCreator creator)
{
    private const int Attempts = 16;

    private static readonly string[] SystemFields =
        ["namespace", "uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation", "selfLink"];

    /// <summary>Replaces an object by a body, which belongs to the registry from now on.</summary>
    public WriteOutcome Replace(WriteRequest request, JsonObject body)
    {
        ObjectRules.CheckOutline(request, body);
        var metadata = (JsonObject)body["metadata"]!;
        var version = NodePath.Text(metadata, "resourceVersion");
        CheckName(request, metadata);
        if (version.Length > 0 && !ulong.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw StatusFailures.UpdateVersionUnreadable(version);
        }

        for (var attempt = 1; ; attempt++)
        {
            var seen = core.Store.Find(request.Address);
            if (seen is null)
            {
                return request.Type.CreatesOnUpdate && request.Subresource.Length == 0
                    ? creator.Create(request, body)
                    : throw StatusFailures.NotFound(request.Type, request.Name);
            }

            if (version.Length == 0 && !request.Type.AllowsUnconditionalUpdate)
            {
                throw StatusFailures.Invalid(request.Type, request.Name,
                    [new FieldError(FieldErrorType.FieldValueInvalid, "metadata.resourceVersion", "must be specified for an update", "0x0")]);
            }

            // A body is used up by an attempt; only unconditional updates need more than one.
            if (TryWrite(request, seen, version.Length == 0 ? (JsonObject)body.DeepClone() : body, null) is { } outcome)
            {
                return outcome;
            }

            if (version.Length > 0 || attempt == Attempts)
            {
                throw StatusFailures.Conflict(request.Type, request.Name);
            }
        }
    }

    /// <summary>Changes an object by a patch; the patch is applied again when somebody else was faster.</summary>
    /// <param name="request">What is patched.</param>
    /// <param name="patch">Makes the new object from the old one, which it must not change; both are in the request's version.</param>
    public WriteOutcome Patch(WriteRequest request, Func<JsonObject, PatchedObject> patch)
    {
        for (var attempt = 1; ; attempt++)
        {
            var seen = core.Store.Find(request.Address) ?? throw StatusFailures.NotFound(request.Type, request.Name);
            var patched = patch(request.Type.View.Present(seen.Json));
            CheckReadable(request, patched);
            CheckUid(request, seen, patched);
            CheckName(request, (JsonObject)patched.Json["metadata"]!);
            if (TryWrite(request, seen, patched.Json, patched.ManagedFields) is { } outcome)
            {
                return outcome;
            }

            if (attempt == Attempts)
            {
                throw StatusFailures.Conflict(request.Type, request.Name);
            }
        }
    }

    // A patch that makes the object unreadable is a fault of the patch, not of the request.
    private static void CheckReadable(WriteRequest request, PatchedObject patched)
    {
        try
        {
            ObjectRules.CheckOutline(request, patched.Json);
            ObjectRules.CheckValues(request, patched.Json);
        }
        catch (StatusException unreadable) when (patched.ManagedFields is null && unreadable.Code == 400)
        {
            throw StatusFailures.Unreadable(patched.Json, unreadable.Message);
        }
    }

    // A replacement with another uid is a conflict, as its uid says which object is meant; a patch only tries to change it.
    private static void CheckUid(WriteRequest request, StoredObject seen, PatchedObject patched)
    {
        var uid = NodePath.Text(patched.Json, "metadata", "uid");
        if (patched.ManagedFields is null && uid.Length > 0 && uid != seen.Uid)
        {
            throw StatusFailures.Invalid(request.Type, request.Name, [FieldError.InvalidText("metadata.uid", uid, "field is immutable")]);
        }
    }

    private WriteOutcome? TryWrite(WriteRequest request, StoredObject seen, JsonObject next, JsonArray? managedFields)
    {
        var type = request.Type;
        CheckPreconditions(request, seen, (JsonObject)next["metadata"]!);
        var before = type.View.Present(seen.Json);
        next = Isolate(request, before, next);
        var metadata = (JsonObject)next["metadata"]!;
        Preserve((JsonObject)before["metadata"]!, metadata);
        metadata["resourceVersion"] = seen.Revision.ToString(CultureInfo.InvariantCulture);
        ObjectRules.Decode(request, next);
        if (managedFields is not null)
        {
            metadata["managedFields"] = managedFields;
        }
        else
        {
            rules.RecordManager(request, before, next);
        }

        var strategy = rules.StrategyOf(type);
        strategy?.PrepareForUpdate(before, next);
        CountGeneration(type, before, next, strategy?.IsNewGeneration(before, next) == true);
        rules.Validate(type, before, seen, next);
        ObjectRules.Warn(request, before, next);
        ObjectCreator.ToStorage(type, next);
        return Store(request, seen, next);
    }

    private WriteOutcome? Store(WriteRequest request, StoredObject seen, JsonObject next)
    {
        if (JsonNode.DeepEquals(seen.Json, next))
        {
            return new WriteOutcome(seen.Json, seen, false);
        }

        if (request.DryRun)
        {
            return new WriteOutcome(next, null, false);
        }

        if (seen.IsTerminating && !DeletionHold.Holds(next))
        {
            return core.TryCommit(request.Address, seen, null) is null ? null : new WriteOutcome(next, null, false);
        }

        return core.TryCommit(request.Address, seen, next) is { } stored ? new WriteOutcome(stored.Json, stored, false) : null;
    }

    private static void CheckName(WriteRequest request, JsonObject metadata)
    {
        var name = NodePath.Text(metadata, "name");
        var inNamespace = NodePath.Text(metadata, "namespace");
        if (inNamespace.Length > 0 && inNamespace != request.Namespace)
        {
            throw StatusFailures.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        }

        if (name.Length > 0 && name != request.Name)
        {
            throw StatusFailures.WrongName(name, request.Name);
        }

        metadata["name"] = request.Name;
    }

    private static void CheckPreconditions(WriteRequest request, StoredObject seen, JsonObject metadata)
    {
        var uid = NodePath.Text(metadata, "uid");
        if (uid.Length > 0 && uid != seen.Uid)
        {
            throw StatusFailures.Conflict(
                request.Type, request.Name, $"Precondition failed: UID in precondition: {uid}, UID in object meta: {seen.Uid}");
        }

        var version = NodePath.Text(metadata, "resourceVersion");
        if (version.Length > 0 && version != "0" && version != seen.Revision.ToString(CultureInfo.InvariantCulture))
        {
            throw StatusFailures.Conflict(request.Type, request.Name);
        }
    }

    // The object and its status are written apart: what belongs to the other one is taken from what is stored.
    private static JsonObject Isolate(WriteRequest request, JsonObject before, JsonObject next)
    {
        if (request.Subresource is not ("status" or "approval"))
        {
            if (request.Type.HasStatus)
            {
                Carry(before, next, "status");
            }

            return next;
        }

        var result = (JsonObject)before.DeepClone();
        Carry(next, result, "status");
        if (request.Type.Custom is null)
        {
            CarryMetadata(next, result, "annotations");
            CarryMetadata(next, result, "labels");
            CarryMetadata(next, result, "finalizers");
        }

        CarryMetadata(next, result, "managedFields");
        return result;
    }

    private static void CarryMetadata(JsonObject from, JsonObject to, string field) =>
        Carry((JsonObject)from["metadata"]!, (JsonObject)to["metadata"]!, field);

    private static void Carry(JsonObject from, JsonObject to, string field)
    {
        if (from[field] is { } value)
        {
            to[field] = value.DeepClone();
        }
        else
        {
            to.Remove(field);
        }
    }

    private static void Preserve(JsonObject before, JsonObject metadata)
    {
        foreach (var field in SystemFields)
        {
            Carry(before, metadata, field);
        }

        metadata.Remove("generateName");
        Carry(before, metadata, "generateName");
    }

    private static void CountGeneration(ResourceType type, JsonObject before, JsonObject next, bool isNew)
    {
        if (!type.HasGeneration)
        {
            return;
        }

        var changed = isNew || Names(before).Union(Names(next), StringComparer.Ordinal)
            .Any(name => !IsApart(type, name) && !JsonNode.DeepEquals(before[name], next[name]));
        if (changed)
        {
            var metadata = (JsonObject)next["metadata"]!;
            metadata["generation"] = (NodePath.Whole(metadata["generation"]) ?? 0) + 1;
        }
    }

    private static IEnumerable<string> Names(JsonObject json) => json.Select(property => property.Key);

    private static bool IsApart(ResourceType type, string name) =>
        name is "metadata" or "apiVersion" or "kind" || (name == "status" && (type.HasStatus || type.Custom is null));
}
