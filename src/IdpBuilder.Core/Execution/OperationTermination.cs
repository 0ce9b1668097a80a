using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Packages.State;

namespace IdpBuilder.Execution;

/// <summary>Has Argo CD end the operation of an Application, as <c>argocd app terminate-op</c> does.</summary>
internal static class OperationTermination
{
    /// <summary>Asks for it; hooks that run are deleted, what was applied stays. A request that was not taken up is taken back.</summary>
    /// <param name="api">The cluster.</param>
    /// <param name="application">The Application with its operation; refused when it has changed since.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public static Task RequestAsync(IKubernetesApi api, Manifest application, CancellationToken stop)
    {
        var patch = new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = application.ResourceVersion } };
        if (new ApplicationState(application).Phase == "Running")
        {
            patch["status"] = new JsonObject { ["operationState"] = new JsonObject { ["phase"] = "Terminating" } };
        }
        else
        {
            patch["operation"] = null;
        }

        return api.PatchAsync(ResourceReference.To(application), ManifestPatch.Merge(patch), WriteOptions.Default, stop);
    }
}
