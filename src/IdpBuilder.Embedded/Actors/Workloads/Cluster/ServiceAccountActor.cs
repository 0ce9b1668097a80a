using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Cluster;

/// <summary>Gives every namespace its default account and the ConfigMap of the cluster's certificate authority.</summary>
internal sealed class ServiceAccountActor : IActor
{
    private const string Authority = "kube-root-ca.crt";

    /// <inheritdoc/>
    public string Name => "serviceaccount-controller";

    /// <inheritdoc/>
    public IReadOnlyList<ActorWatch> Watches =>
    [
        ActorWatch.On(WorkloadKinds.Namespace),
        new(WorkloadKinds.ServiceAccount, account => account.Name == "default" ? [Of(account)] : []),
        new(WorkloadKinds.ConfigMap, map => map.Name == Authority ? [Of(map)] : []),
    ];

    /// <inheritdoc/>
    public async Task<Reconciliation> ReconcileAsync(ResourceKey key, ActorContext context, CancellationToken stop)
    {
        if (context.Cache.Find(key) is not { DeletionTimestamp.Length: 0 } space || NodePath.Text(space.Status, "phase") == "Terminating")
        {
            return Reconciliation.Done;
        }

        var account = Named("ServiceAccount", "default", key.Name);
        var authority = Named("ConfigMap", Authority, key.Name);
        authority.Json["data"] = new JsonObject { ["ca.crt"] = string.Empty };
        foreach (var wanted in new[] { account, authority })
        {
            if (context.Cache.Find(wanted.Key) is null)
            {
                await CreateAsync(wanted, context, stop).ConfigureAwait(false);
            }
        }

        return Reconciliation.Done;
    }

    private static ResourceKey Of(Manifest inside) => new(string.Empty, "Namespace", string.Empty, inside.Namespace);

    private static Manifest Named(string kind, string name, string inNamespace) => new(new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["namespace"] = inNamespace, ["name"] = name },
    });

    private static async Task CreateAsync(Manifest wanted, ActorContext context, CancellationToken stop)
    {
        try
        {
            await context.Api.CreateAsync(wanted, WriteOptions.Default, stop).ConfigureAwait(false);
        }
        catch (KubernetesApiException failure) when (failure.Reason is "AlreadyExists" or "Forbidden" or "NotFound")
        {
            // A user was faster, or the namespace is going away.
        }
    }
}
