using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Discovery;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry;

/// <summary>Creates objects.</summary>
internal sealed class ObjectCreator(RegistryCore core, ObjectRules rules)
{
    private const int NameAttempts = 8;

    /// <summary>Creates an object from a body in the version of the request; the body belongs to the registry from now on.</summary>
    /// <param name="request">What is created.</param>
    /// <param name="json">The body.</param>
    /// <param name="managedFields">Who owns what, where an apply has decided that; null where the creator owns everything.</param>
    public WriteOutcome Create(WriteRequest request, JsonObject json, JsonArray? managedFields = null)
    {
        ObjectRules.CheckOutline(request, json);
        var metadata = (JsonObject)json["metadata"]!;
        CheckAddress(request, metadata);
        if (NodePath.Text(metadata, "resourceVersion") is { Length: > 0 } version && version != "0")
        {
            throw StatusFailures.VersionOnCreate();
        }

        var name = NodePath.Text(metadata, "name");
        var prefix = NodePath.Text(metadata, "generateName");
        for (var attempt = 1; ; attempt++)
        {
            if (name.Length == 0 && prefix.Length > 0)
            {
                metadata["name"] = NameGenerator.Next(prefix);
            }

            try
            {
                return CreateNamed(request, name.Length == 0 && prefix.Length > 0 ? (JsonObject)json.DeepClone() : json, managedFields);
            }
            catch (StatusException taken) when (taken.Reason == "AlreadyExists" && name.Length == 0 && attempt < NameAttempts)
            {
                // A generated name met one that exists: the next will do.
            }
        }
    }

    private WriteOutcome CreateNamed(WriteRequest request, JsonObject json, JsonArray? managedFields)
    {
        var type = request.Type;
        var metadata = (JsonObject)json["metadata"]!;
        var name = NodePath.Text(metadata, "name");
        AdmitIntoNamespace(type, request.Namespace, name);
        FillSystemFields(type, request.Namespace, metadata);
        if (type.HasStatus)
        {
            json.Remove("status");
        }

        ObjectRules.Decode(request, json);

        // Before the server adds its own: addresses, selectors and the like belong to nobody.
        if (managedFields is null)
        {
            rules.RecordManager(request, null, json);
        }
        else
        {
            metadata["managedFields"] = managedFields;
        }

        rules.StrategyOf(type)?.PrepareForCreate(json);
        rules.Validate(type, null, null, json);
        ObjectRules.Warn(request, null, json);
        ToStorage(type, json);
        return Store(request, name, json);
    }

    private WriteOutcome Store(WriteRequest request, string name, JsonObject json)
    {
        var type = request.Type;
        var address = new ObjectAddress(type.Id, request.Namespace, name);
        if (request.DryRun)
        {
            return core.Store.Find(address) is null
                ? new WriteOutcome(json, null, true)
                : throw StatusFailures.AlreadyExists(type, name);
        }

        var stored = core.TryCommit(address, null, json, () => MayEnter(type, request.Namespace));
        if (stored is null)
        {
            AdmitIntoNamespace(type, request.Namespace, name);
            throw StatusFailures.AlreadyExists(type, name);
        }

        return new WriteOutcome(stored.Json, stored, true);
    }

    /// <summary>Turns an object of the request's version into the one that is stored.</summary>
    internal static void ToStorage(ResourceType type, JsonObject json)
    {
        if (type.StorageApiVersion != type.Type.ApiVersion)
        {
            type.View.ToStorage?.Invoke(json);
            json["apiVersion"] = type.StorageApiVersion;
        }
    }

    private static void CheckAddress(WriteRequest request, JsonObject metadata)
    {
        var inNamespace = NodePath.Text(metadata, "namespace");
        if (inNamespace.Length > 0 && inNamespace != request.Namespace)
        {
            throw StatusFailures.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        }

        var name = NodePath.Text(metadata, "name");
        if (request.Name.Length > 0 && name != request.Name)
        {
            throw StatusFailures.WrongName(name, request.Name);
        }
    }

    private void AdmitIntoNamespace(ResourceType type, string inNamespace, string name)
    {
        if (!type.Namespaced)
        {
            return;
        }

        var home = core.FindNamespace(inNamespace) ?? throw StatusFailures.NamespaceNotFound(inNamespace);
        if (home.IsTerminating && !MayEnterTerminating(type))
        {
            throw StatusFailures.NamespaceTerminating(type, name, inNamespace);
        }
    }

    private bool MayEnter(ResourceType type, string inNamespace) =>
        !type.Namespaced || core.FindNamespace(inNamespace) is { } home && (!home.IsTerminating || MayEnterTerminating(type));

    // What a namespace's end is judged by may still be written.
    private static bool MayEnterTerminating(ResourceType type) => type.Type.Kind == "LocalSubjectAccessReview";

    private void FillSystemFields(ResourceType type, string inNamespace, JsonObject metadata)
    {
        foreach (var field in new[] { "deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "resourceVersion" })
        {
            metadata.Remove(field);
        }

        if (type.Namespaced)
        {
            metadata["namespace"] = inNamespace;
        }
        else
        {
            metadata.Remove("namespace");
        }

        metadata["uid"] = Guid.NewGuid().ToString();
        metadata["creationTimestamp"] = Instant.Now(core.Clock);
        if (type.HasGeneration)
        {
            metadata["generation"] = 1L;
        }
    }
}
