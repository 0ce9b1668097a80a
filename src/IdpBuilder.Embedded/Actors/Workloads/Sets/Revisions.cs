using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Sets;

/// <summary>The ControllerRevisions in which StatefulSets and DaemonSets keep their templates.</summary>
internal static class Revisions
{
    public const string HashLabel = "controller-revision-hash";

    /// <summary>The name of the revision that an object's present template has.</summary>
    public static string NameOf(Manifest owner) => $"{owner.Name}-{PodTemplate.Hash(owner.Spec?["template"])}";

    /// <summary>Makes the present revision known unless it is.</summary>
    public static async Task RecordAsync(Manifest owner, ActorContext context, CancellationToken stop)
    {
        var known = context.Cache.ListOwned("apps", "ControllerRevision", owner.Uid);
        var name = NameOf(owner);
        if (known.Any(revision => revision.Name == name))
        {
            return;
        }

        var labels = owner.Spec?["template"]?["metadata"]?["labels"]?.DeepClone() as JsonObject ?? [];
        labels[HashLabel] = name;
        var revision = new JsonObject
        {
            ["apiVersion"] = "apps/v1",
            ["kind"] = "ControllerRevision",
            ["metadata"] = new JsonObject
            {
                ["namespace"] = owner.Namespace,
                ["name"] = name,
                ["labels"] = labels,
                ["ownerReferences"] = new JsonArray(OwnerReferences.To(owner)),
            },
            ["data"] = new JsonObject { ["spec"] = new JsonObject { ["template"] = owner.Spec?["template"]?.DeepClone() } },
            ["revision"] = known.Count + 1,
        };
        try
        {
            await context.Api.CreateAsync(new Manifest(revision), WriteOptions.Default, stop).ConfigureAwait(false);
        }
        catch (KubernetesApiException exists) when (exists.Reason == "AlreadyExists")
        {
            // A rollback to a template that was there before.
        }
    }
}
