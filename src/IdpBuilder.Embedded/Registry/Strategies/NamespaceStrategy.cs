using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>Namespaces begin active, held by the finalizer under which their content is deleted.</summary>
internal sealed class NamespaceStrategy : IKindStrategy
{
    public ResourceId Resource => RegistryCore.Namespaces;

    public void PrepareForCreate(JsonObject json)
    {
        json["spec"] = new JsonObject { ["finalizers"] = new JsonArray("kubernetes") };
        json["status"] = new JsonObject { ["phase"] = "Active" };
    }

    public void PrepareForUpdate(JsonObject before, JsonObject json)
    {
        // Finalizers of a namespace change only through its finalize subresource.
        json["spec"] = before["spec"]?.DeepClone();
    }

    public void Validate(JsonObject? before, JsonObject json, ICollection<FieldError> faults)
    {
    }
}
