using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Registry;

/// <summary>The objects that a real API server makes for itself when it starts.</summary>
internal static class Bootstrap
{
    private static readonly string[] Namespaces = ["default", "kube-system", "kube-public", "kube-node-lease"];

    public static void Run(RegistryCore core, ObjectCreator creator)
    {
        foreach (var name in Namespaces)
        {
            Create(core, creator, new GroupVersionKind(string.Empty, "v1", "Namespace"), Named(name));
        }

        var service = Named("kubernetes");
        service["metadata"]!["labels"] = new JsonObject { ["component"] = "apiserver", ["provider"] = "kubernetes" };
        service["spec"] = new JsonObject
        {
            ["clusterIP"] = "10.96.0.1",
            ["type"] = "ClusterIP",
            ["sessionAffinity"] = "None",
            ["ports"] = new JsonArray(new JsonObject { ["name"] = "https", ["protocol"] = "TCP", ["port"] = 443, ["targetPort"] = 6443 }),
        };
        Create(core, creator, new GroupVersionKind(string.Empty, "v1", "Service"), service, "default");
    }

    private static JsonObject Named(string name) => new() { ["metadata"] = new JsonObject { ["name"] = name } };

    private static void Create(RegistryCore core, ObjectCreator creator, GroupVersionKind kind, JsonObject json, string inNamespace = "") =>
        creator.Create(
            new WriteRequest(core.Catalog.Current.Find(kind)!, inNamespace, string.Empty) { FieldManager = "kube-apiserver" }, json);
}
