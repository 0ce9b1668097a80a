using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Secrets;

/// <summary>The time of a cluster's API server, which a machine that has slept, or its virtual one, may be far from.</summary>
internal static class ServerTime
{
    /// <summary>The time now, to the second, as the server would write it on an object; none is made.</summary>
    public static async Task<DateTimeOffset> NowAsync(IKubernetesApi api, string inNamespace, CancellationToken stop)
    {
        var question = new Manifest(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject { ["generateName"] = "time-", ["namespace"] = inNamespace },
        });
        var answer = await api.CreateAsync(question, new WriteOptions(DryRun: true), stop).ConfigureAwait(false);
        return answer.Metadata.Time("creationTimestamp") ?? throw CredentialFailures.TimeMissing();
    }
}
