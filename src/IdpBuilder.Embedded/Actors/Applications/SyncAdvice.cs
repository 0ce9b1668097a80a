using IdpBuilder.Sync;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>Adds the way out to messages that users cannot make sense of, in Argo CD's words.</summary>
internal static class SyncAdvice
{
    public static SyncResult Augment(SyncResult result)
    {
        if (result.Message.Contains("the server could not find the requested resource", StringComparison.Ordinal))
        {
            var key = result.Key;
            return result with
            {
                Message = $"The Kubernetes API could not find {key.Group}/{key.Kind} for requested resource {key.Namespace}/{key.Name}. "
                    + $"Make sure the \"{key.Kind}\" CRD is installed on the destination cluster.",
            };
        }

        return result.Message.Contains("metadata.annotations: Too long: must have at most 262144 bytes", StringComparison.Ordinal)
            && !result.Message.Contains("Additional Info", StringComparison.Ordinal)
            ? result with
            {
                Message = result.Message
                    + " \n -Additional Info: This error usually means that you are trying to add a large resource on client side. "
                    + "Consider using Server-side apply or syncing with replace enabled. Note: Syncing with Replace enabled is potentially "
                    + "destructive as it may cause resource deletion and re-creation.",
            }
            : result;
    }
}
