using System.Text.Json.Nodes;

namespace IdpBuilder.Packages.Reading;

/// <summary>Writes the Application that a bare directory of manifests, a kustomization or a chart does not have.</summary>
internal static class WrittenApplication
{
    /// <summary>An Application that deploys the directory its file stands in, keeps it in sync and cleans up after itself.</summary>
    /// <param name="name">The Application's name.</param>
    /// <param name="destinationNamespace">Where the manifests go.</param>
    /// <param name="recurse">Whether directories below belong to it; only for plain manifests.</param>
    public static JsonObject For(string name, string destinationNamespace, bool recurse)
    {
        var source = new JsonObject { ["repoURL"] = CnoeAddress.Scheme, ["targetRevision"] = "HEAD", ["path"] = "." };
        if (recurse)
        {
            source["directory"] = new JsonObject { ["recurse"] = true };
        }

        return Around(name, destinationNamespace, source);
    }

    private static JsonObject Around(string name, string destinationNamespace, JsonObject source) => new()
    {
        ["apiVersion"] = ArgoTypes.Application.ApiVersion,
        ["kind"] = ArgoTypes.Application.Kind,
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["namespace"] = ArgoTypes.Namespace,
            ["finalizers"] = new JsonArray(ArgoTypes.CascadeFinalizer),
        },
        ["spec"] = new JsonObject
        {
            ["project"] = "default",
            ["source"] = source,
            ["destination"] = new JsonObject { ["server"] = "https://kubernetes.default.svc", ["namespace"] = destinationNamespace },
            ["syncPolicy"] = new JsonObject
            {
                ["automated"] = new JsonObject { ["prune"] = true, ["selfHeal"] = true },
                ["syncOptions"] = new JsonArray("CreateNamespace=true"),
            },
        },
    };
}
