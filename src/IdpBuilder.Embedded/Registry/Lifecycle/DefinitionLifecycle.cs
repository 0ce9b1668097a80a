using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Discovery;
using IdpBuilder.Embedded.Store;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Registry.Lifecycle;

/// <summary>Serves CRDs as soon as their names are accepted, and deletes their objects before they go.</summary>
internal sealed class DefinitionLifecycle(RegistryCore core, ObjectRemover remover) : ICommitReaction
{
    public static ResourceId Definitions { get; } = new("apiextensions.k8s.io", "customresourcedefinitions");

    public void React(Change change)
    {
        var item = change.Object!;
        if (item.Address.Resource == Definitions)
        {
            ReactToDefinition(change, item);
        }
        else if (change.Type == ChangeType.Deleted && core.Catalog.Current.Find(item.Address.Resource)?.Custom is { } custom)
        {
            FinishRemoval(new ObjectAddress(Definitions, string.Empty, custom.Definition));
        }
    }

    private void ReactToDefinition(Change change, StoredObject item)
    {
        if (change.Type == ChangeType.Deleted)
        {
            core.Catalog.Withdraw(item.Address.Name);
            ReconsiderOthers(NodePath.Text(item.Json, "spec", "group"));
        }
        else if (!item.IsTerminating)
        {
            Accept(item.Address);
        }
        else if (change.Previous?.IsTerminating == false)
        {
            RemoveObjects(item);
        }
    }

    private void Accept(ObjectAddress address)
    {
        if (core.Store.Find(address) is not { } item)
        {
            return;
        }

        var conflict = NameConflict.Find(item.Json, core.Catalog);
        if (conflict is null)
        {
            core.Catalog.Serve(address.Name, CustomResourceTypes.Read(item.Json));
        }

        core.Change(address, (_, next) => DefinitionStatus.Update(next, conflict, Instant.Now(core.Clock)));
    }

    // Names that were taken may be free now.
    private void ReconsiderOthers(string group)
    {
        foreach (var other in core.Store.Read(Definitions).State.Objects(null))
        {
            if (!other.IsTerminating && NodePath.Text(other.Json, "spec", "group") == group)
            {
                Accept(other.Address);
            }
        }
    }

    private void RemoveObjects(StoredObject definition)
    {
        var spec = definition.Json["spec"] as JsonObject;
        var resource = new ResourceId(NodePath.Text(spec, "group"), NodePath.Text(spec, "names", "plural"));
        if (core.Catalog.Current.Find(resource)?.Custom?.Definition == definition.Address.Name)
        {
            foreach (var item in core.Store.Read(resource).State.Objects(null))
            {
                remover.DeleteIfPresent(item.Address, DeletionPropagation.Background);
            }
        }

        FinishRemoval(definition.Address);
    }

    private void FinishRemoval(ObjectAddress address)
    {
        if (core.Store.Find(address) is not { IsTerminating: true } definition)
        {
            return;
        }

        var spec = definition.Json["spec"] as JsonObject;
        var resource = new ResourceId(NodePath.Text(spec, "group"), NodePath.Text(spec, "names", "plural"));
        var owns = core.Catalog.Current.Find(resource)?.Custom?.Definition == address.Name;
        if (!owns || core.Store.Read(resource).State.Count == 0)
        {
            FinalizerRelease.Release(core, address, FinalizerList.CustomResourceCleanup);
        }
        else
        {
            core.Change(address, (_, next) => DefinitionStatus.Set(
                next, "Terminating", true, "InstanceDeletionInProgress", "CustomResource deletion is in progress", Instant.Now(core.Clock)));
        }
    }
}
