using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Planning;

/// <summary>
/// Tells the order in which a package's first sync applies its manifests. It is the sync engine's own order, so what is
/// planned is what runs.
/// </summary>
public static class PackagePlan
{
    /// <summary>The steps in order. SyncFail hooks come last; they run only if something fails.</summary>
    public static IReadOnlyList<PackagePlanStep> Of(PlannedPackage package)
    {
        var scopes = new KnownScopes(package.Manifests.Select(planned => planned.Manifest));
        var effective = LastOfEach(package, scopes);
        var (origins, tasks) = CreateTasks(package, effective);
        if (package.Options.CreateNamespace && package.Namespace.Length > 0 && !Brings(effective, package.Namespace))
        {
            tasks.Add(new SyncTask(SyncPhase.PreSync, NamespaceManifest(package.Namespace), null));
        }

        var steps = new List<PackagePlanStep>(tasks.Count);
        foreach (var task in SyncTaskList.Order(tasks, package.Options))
        {
            steps.Add(Step(steps.Count + 1, task, package.Name, origins.GetValueOrDefault(task, string.Empty), scopes));
        }

        return steps;
    }

    /// <summary>Of manifests of one identity the last one counts; hooks whose name is still to be made are all different.</summary>
    private static List<PlannedManifest> LastOfEach(PlannedPackage package, KnownScopes scopes)
    {
        var places = new Dictionary<ResourceKey, int>(package.Manifests.Count);
        var result = new List<PlannedManifest>(package.Manifests.Count);
        foreach (var planned in package.Manifests)
        {
            var manifest = planned.Manifest;
            var key = manifest.Key with { Namespace = scopes.EffectiveNamespace(manifest, package.Namespace) };
            if (manifest.Name.Length > 0 && places.TryGetValue(key, out var place))
            {
                result[place] = planned;
                continue;
            }

            places.TryAdd(key, result.Count);
            result.Add(planned);
        }

        return result;
    }

    private static (Dictionary<SyncTask, string> Origins, List<SyncTask> Tasks) CreateTasks(
        PlannedPackage package, List<PlannedManifest> manifests)
    {
        var origins = new Dictionary<SyncTask, string>(manifests.Count, ReferenceEqualityComparer.Instance);
        var tasks = new List<SyncTask>(manifests.Count + 1);
        foreach (var (manifest, source) in manifests)
        {
            foreach (var phase in Hook.PhasesOf(manifest))
            {
                var target = manifest.Name.Length > 0 ? manifest : Named(manifest);
                var task = new SyncTask(phase, target, null, package.Namespace);
                origins[task] = source;
                tasks.Add(task);
            }
        }

        return (origins, tasks);
    }

    private static bool Brings(List<PlannedManifest> manifests, string name) =>
        manifests.Exists(planned => planned.Manifest is { Kind: "Namespace", ApiVersion: "v1" } manifest && manifest.Name == name && !Hook.IsAnyHook(manifest));

    private static Manifest NamespaceManifest(string name) =>
        new(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Namespace",
            ["metadata"] = new JsonObject { ["name"] = name },
        });

    /// <summary>The name is made when the sync starts; until then its prefix stands for it.</summary>
    private static Manifest Named(Manifest manifest)
    {
        var clone = manifest.Clone();
        if (clone.Metadata is { } metadata)
        {
            metadata["name"] = manifest.GenerateName + "*";
        }

        return clone;
    }

    private static PackagePlanStep Step(int order, SyncTask task, string package, string source, KnownScopes scopes)
    {
        var manifest = task.Object;
        return new PackagePlanStep(
            order,
            task.Phase,
            task.Wave,
            task.Type.Kind,
            scopes.IsNamespaced(task.Type) == false ? string.Empty : task.Namespace,
            task.Name,
            task.IsHook ? string.Join(',', Hook.PhasesOf(manifest)) : string.Empty,
            task.IsHook ? string.Join(',', Hook.DeletePoliciesOf(manifest)) : string.Empty,
            package,
            source);
    }
}
