using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>Makes the tasks of an operation from its request, without asking the cluster anything.</summary>
public static class SyncTaskList
{
    /// <summary>The tasks of resources and hooks, not yet in order.</summary>
    internal static List<SyncTask> Create(SyncRequest request)
    {
        var tasks = new List<SyncTask>(request.Resources.Count + request.Hooks.Count);
        AddResources(request, tasks);
        if (!request.Options.SkipHooks)
        {
            AddHooks(request, tasks);
        }

        return tasks;
    }

    /// <summary>Assigns the waves of prunings and sorts.</summary>
    internal static IReadOnlyList<SyncTask> Order(List<SyncTask> tasks, SyncOptions options)
    {
        PruneWaves.Assign(tasks, options);
        return SyncOrder.Sort(tasks);
    }

    private static void AddResources(SyncRequest request, List<SyncTask> tasks)
    {
        foreach (var resource in request.Resources)
        {
            if (request.Filter?.Invoke(resource) == false || Hook.IsHook(resource.Object))
            {
                continue;
            }

            foreach (var phase in Hook.PhasesOf(resource.Object))
            {
                tasks.Add(new SyncTask(phase, resource.Target, resource.Live, request.Namespace) { Modified = resource.Modified });
            }
        }
    }

    private static void AddHooks(SyncRequest request, List<SyncTask> tasks)
    {
        var live = new LiveLookup(request.Resources);
        foreach (var hook in request.Hooks)
        {
            foreach (var phase in Hook.PhasesOf(hook))
            {
                var task = new SyncTask(phase, HookManifest(hook, phase, request), null, request.Namespace);
                task.Live = live.Find(task);
                tasks.Add(task);
            }
        }
    }

    /// <summary>
    /// A hook's manifest with a name, derived from the operation when it has only a prefix, and with the finalizer that keeps
    /// it until its result has been read.
    /// </summary>
    private static Manifest HookManifest(Manifest hook, SyncPhase phase, SyncRequest request)
    {
        var manifest = hook.Clone();
        var metadata = manifest.Metadata ?? [];
        if (metadata.Parent is null)
        {
            manifest.Json["metadata"] = metadata;
        }

        if (manifest.Name.Length == 0)
        {
            metadata["name"] = manifest.GenerateName + NameSuffix(request, phase);
        }

        if (metadata["finalizers"] is not JsonArray finalizers)
        {
            metadata["finalizers"] = finalizers = [];
        }

        if (!HookFinalizer.IsOn(manifest))
        {
            finalizers.Add(ArgoAnnotations.HookFinalizer);
        }

        return manifest;
    }

    private static string NameSuffix(SyncRequest request, SyncPhase phase)
    {
        var revision = request.Revision.Length >= 8 ? request.Revision[..7] : request.Revision;
        var seconds = request.StartedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{revision}-{phase}-{seconds}".ToLowerInvariant();
    }
}
