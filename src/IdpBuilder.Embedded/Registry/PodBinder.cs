using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Discovery;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry;

/// <summary>Gives a Pod its node: the one way in which <c>spec.nodeName</c> may change.</summary>
internal sealed class PodBinder(RegistryCore core)
{
    private static readonly ResourceId Pods = new(string.Empty, "pods");

    /// <summary>Binds a Pod that has no node yet.</summary>
    public void Bind(string inNamespace, JsonObject binding, bool dryRun)
    {
        var type = core.Catalog.Current.Find(Pods)!;
        var name = NodePath.Text(binding, "metadata", "name");
        var node = NodePath.Text(binding, "target", "name");
        if (node.Length == 0)
        {
            throw StatusFailures.Invalid(type, name, [FieldError.Required("target.name", string.Empty)]);
        }

        var address = new ObjectAddress(Pods, inNamespace, name);
        if (core.Store.Find(address) is null)
        {
            throw StatusFailures.NotFound(type, name);
        }

        core.Change(address, (seen, next) => Assign(type, seen, next, node) && !dryRun);
    }

    private bool Assign(ResourceType type, StoredObject seen, JsonObject next, string node)
    {
        var spec = NodePath.Ensure(next, "spec");
        var before = NodePath.Text(spec, "nodeName");
        if (seen.IsTerminating || before.Length > 0)
        {
            var why = seen.IsTerminating
                ? $"pod {seen.Address.Name} is being deleted, cannot be assigned to a host"
                : $"pod {seen.Address.Name} is already assigned to node \"{before}\"";
            throw StatusFailures.Conflict(type, seen.Address.Name, why);
        }

        spec["nodeName"] = node;
        var status = NodePath.Ensure(next, "status");
        status["conditions"] = new JsonArray(new JsonObject
        {
            ["type"] = "PodScheduled",
            ["status"] = "True",
            ["lastProbeTime"] = null,
            ["lastTransitionTime"] = Instant.Now(core.Clock),
        });
        return true;
    }
}
