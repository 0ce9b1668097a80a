using System.Security.Cryptography;
using System.Text;
using IdpBuilder.Manifests;
using IdpBuilder.Planning;
using IdpBuilder.Sync;

namespace IdpBuilder.Direct;

/// <summary>What one Application's manifests want of a cluster, beside what it has.</summary>
/// <param name="Application">The Application's name, which objects are marked with.</param>
/// <param name="Planned">The rendered manifests and options.</param>
/// <param name="Targets">The manifests as they are applied.</param>
internal sealed record DirectTargets(string Application, PlannedPackage Planned, IReadOnlyList<Manifest> Targets)
{
    /// <summary>Whether everything goes, because the Application does.</summary>
    public bool IsRemoval { get; private init; }

    /// <summary>A digest of everything that is wanted.</summary>
    public string Revision { get; } = DigestOf(Planned, Targets);

    /// <summary>The objects that are wanted, for as long as the package is. Hooks are not among them, nor what is never applied.</summary>
    public IEnumerable<ResourceReference> References =>
        Targets.Where(target => !Hook.IsHook(target) && Hook.PhasesOf(target).Count > 0).Select(ResourceReference.To);

    /// <summary>What runs when the package is removed.</summary>
    public IReadOnlyList<DirectHook> DeletionHooks { get; } = DirectHook.Among(Targets);

    /// <summary>The objects of hooks, with the names that an operation gives them.</summary>
    public IEnumerable<ResourceReference> HooksOf(DirectOperation operation) => Targets.Any(Hook.IsHook)
        ? SyncTaskList.Create(RequestOf(operation, _ => null)).Where(task => task.IsHook).Select(task => task.Reference)
        : [];

    /// <summary>Nothing is wanted any more of an Application.</summary>
    public static DirectTargets None(DirectOperation operation) =>
        new(operation.Application, new PlannedPackage(string.Empty, operation.Namespace, [], new SyncOptions()), []) { IsRemoval = true };

    /// <summary>Prepares rendered manifests for a cluster.</summary>
    public static DirectTargets Of(string application, PlannedPackage planned, IReadOnlyList<ApiResource> served)
    {
        var known = new KnownScopes(planned.Manifests.Select(item => item.Manifest));
        var scopes = new Dictionary<(string Group, string Kind), bool>();
        foreach (var resource in served)
        {
            scopes.TryAdd((resource.Type.Group, resource.Type.Kind), resource.Namespaced);
        }

        var set = TargetSet.Of(
            planned.Manifests.Select(item => item.Manifest),
            application,
            planned.Namespace,
            type => scopes.TryGetValue((type.Group, type.Kind), out var namespaced) ? namespaced : known.IsNamespaced(type));
        foreach (var target in set.Targets)
        {
            PortProtocols.Complete(target);
        }

        return new DirectTargets(application, planned, set.Targets);
    }

    /// <summary>The next step's request, with the objects as they are now.</summary>
    public SyncRequest RequestOf(DirectOperation operation, Func<ResourceKey, Manifest?> find)
    {
        var wanted = Targets.Select(target => target.Key).ToHashSet();
        var found = new Dictionary<ResourceKey, Manifest>();
        foreach (var key in operation.Everything.Select(reference => reference.Key))
        {
            if (find(key) is { } manifest && (wanted.Contains(key) || (IsOwn(manifest) && (!IsRemoval || GoesWithPackage(manifest)))))
            {
                found[manifest.Key] = manifest;
            }
        }

        var matching = ResourceMatching.Of(Targets, found.Values);

        // Whoever removes a package has been asked already.
        var options = Planned.Options with { Prune = true, ServerSideApply = true, PruneConfirmed = IsRemoval };
        return new SyncRequest(operation.Revision, Planned.Namespace, operation.StartedAt, matching.Resources, matching.Hooks, options);
    }

    /// <summary>Whether an object says that it belongs to this Application: what somebody else took over is not pruned.</summary>
    public bool IsOwn(Manifest live) => ResourceTracking.ApplicationOf(live) == Application;

    /// <summary>Whether an object goes when its package does: some ask to be kept.</summary>
    public static bool GoesWithPackage(Manifest live) => DeletionOrder.GoesWith(live, default);

    private static string DigestOf(PlannedPackage planned, IReadOnlyList<Manifest> targets)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(Encoding.UTF8.GetBytes(planned.Namespace));
        foreach (var target in targets)
        {
            digest.AppendData(Encoding.UTF8.GetBytes(target.Json.ToJsonString()));
        }

        return Convert.ToHexString(digest.GetHashAndReset())[..40].ToLowerInvariant();
    }
}
