using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;

namespace IdpBuilder.Core.Tests.Packages;

/// <summary>Applications as a cluster shows them.</summary>
internal static class InstalledApplication
{
    /// <summary>A commit.</summary>
    public const string Commit = "1111111111111111111111111111111111111111";

    /// <summary>An Application of package 'shop', Synced and Healthy at <see cref="Commit"/>.</summary>
    public static JsonObject Ready(string name = "shop") => (JsonObject)JsonNode.Parse($$"""
        {
          "apiVersion": "argoproj.io/v1alpha1", "kind": "Application",
          "metadata": {
            "name": "{{name}}", "namespace": "argocd",
            "labels": { "idpbuilder.io/package": "shop", "cnoe.io/package-name": "shop", "cnoe.io/package-type": "custom" },
            "annotations": { "idpbuilder.io/revisions": "{\"idpbuilder-demo-shop-app\":\"{{Commit}}\"}", "idpbuilder.io/source-path": "./shop", "idpbuilder.io/depends-on": "db,cache" }
          },
          "spec": {
            "source": { "repoURL": "https://git/giteaAdmin/idpbuilder-demo-shop-app.git", "path": "." },
            "syncPolicy": { "automated": {} }
          },
          "status": {
            "sync": { "status": "Synced", "revision": "{{Commit}}" },
            "health": { "status": "Healthy" },
            "operationState": { "phase": "Succeeded", "message": "successfully synced", "syncResult": { "revision": "{{Commit}}", "resources": [] } },
            "resources": []
          }
        }
        """)!;

    /// <summary>An Application with parts of it replaced: a path with slashes and the JSON that goes there, or nothing to remove it.</summary>
    public static Manifest With(this JsonObject application, params (string Path, string Json)[] changes)
    {
        foreach (var (path, json) in changes)
        {
            var parent = application;
            var parts = path.Split('/').Select(part => part.Replace("~1", "/")).ToArray();
            foreach (var part in parts[..^1])
            {
                parent = (JsonObject)(parent[part] ??= new JsonObject());
            }

            parent.Remove(parts[^1]);
            if (json.Length > 0)
            {
                parent[parts[^1]] = JsonNode.Parse(json);
            }
        }

        return new Manifest(application);
    }

    /// <summary>A package of these Applications.</summary>
    public static InstalledPackage Package(params Manifest[] applications) => InstalledPackage.Find("shop", applications);
}
