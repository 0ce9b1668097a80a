using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Execution;

/// <summary>Has Argo CD end the operation of an Application, as <c>argocd app terminate-op</c> does.</summary>
internal static class OperationTermination
{
    /// <summary>Asks for it; hooks that run are deleted, what was applied stays.</summary>
    /// <param name="api">The cluster.</param>
    /// <param name="application">The Application with its operation; refused when it has changed since.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public static Task RequestAsync(IKubernetesApi api, Manifest application, CancellationToken stop)
    {
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = application.ResourceVersion },
            ["status"] = new JsonObject { ["operationState"] = new JsonObject { ["phase"] = "Terminating" } },
        };
        return api.PatchAsync(ResourceReference.To(application), ManifestPatch.Merge(patch), WriteOptions.Default, stop);
    }
}
