using System.Text.Json.Nodes;
using IdpBuilder.Direct;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Rights;
using IdpBuilder.Sync;
using IdpBuilder.Waiting;

namespace IdpBuilder.Execution;

/// <summary>
/// The data of a package, which stays when the rest of it goes: its claims of volumes and its volumes, and the namespaces among its objects
/// that hold claims, whoever made these. They are marked so that neither Argo CD nor this module deletes them.
/// </summary>
public sealed class KeptData
{
    // Argo CD deletes nothing that says Delete=false. What asks for confirmation is listed in the Application's status, which
    // proves that Argo CD has seen the annotation; without that proof it might delete by an older view.
    private const string Mark = "Delete=false,Prune=confirm";

    private static readonly GroupVersionKind Claim = new(string.Empty, "v1", "PersistentVolumeClaim");
    private static readonly string[] Kinds = [Claim.Kind, "PersistentVolume", "Namespace"];

    private readonly InstallContext _context;
    private readonly IReadOnlyList<Manifest> _applications;
    private readonly HashSet<ResourceKey> _deployed;

    private KeptData(InstallContext context, IReadOnlyList<Manifest> applications, IReadOnlyList<Manifest> objects)
    {
        (_context, _applications, Objects) = (context, applications, objects);
        _deployed = [.. applications.SelectMany(ResourcesOf).Select(reference => reference.Key)];
    }

    /// <summary>What stays and would have gone.</summary>
    public IReadOnlyList<Manifest> Objects { get; }

    private IKubernetesApi Api => _context.Connection.Api;

    /// <summary>Finds the data of a package; nothing is changed.</summary>
    public static async Task<KeptData> FindAsync(InstallContext context, string package, CancellationToken stop)
    {
        var api = context.Connection.Api;
        var applications = await ApplicationsAsync(api, package, stop).ConfigureAwait(false);
        var references = applications.SelectMany(ResourcesOf)
            .Concat((await PackageFootprint.ReadAsync(api, package, stop).ConfigureAwait(false)).Manifests)
            .Concat((await DirectRecords.FindAsync(api, package, stop).ConfigureAwait(false))?.Inventory ?? [])
            .Where(reference => reference.Type.Group.Length == 0 && Kinds.Contains(reference.Type.Kind))
            .Distinct();
        var objects = new List<Manifest>();
        foreach (var reference in references)
        {
            if (await api.GetAsync(reference, stop).ConfigureAwait(false) is { DeletionTimestamp.Length: 0 } live
                && (IsMarked(live) || DeletionOrder.GoesWith(live, default))
                && (live.Kind != "Namespace" || await HoldsClaimsAsync(api, live.Name, stop).ConfigureAwait(false)))
            {
                objects.Add(live);
            }
        }

        return new KeptData(context, applications, objects);
    }

    /// <summary>Whether an object is among it.</summary>
    public bool Holds(string kind, string inNamespace, string name) => Objects.Any(item => item.Kind == kind && item.Namespace == inNamespace && item.Name == name);

    /// <summary>Marks it, and returns when Argo CD has seen that.</summary>
    /// <exception cref="IdpException">Some of it cannot be marked, or Argo CD has not seen it in time. Nothing has been deleted.</exception>
    public async Task ProtectAsync(CancellationToken stop)
    {
        if (Objects.Count == 0)
        {
            return;
        }

        // What the package's own manifests say there, Argo CD would put back.
        if (Objects.FirstOrDefault(item => !IsMarked(item) && _deployed.Contains(item.Key) && item.Annotation(ArgoAnnotations.SyncOptions) is { Length: > 0 }) is { } own)
        {
            throw InstallFailures.DataHasSyncOptions(own, own.Annotation(ArgoAnnotations.SyncOptions)!);
        }

        await RightsCheck.RequireAsync(_context.Connection, "keeping the data of a package", [.. Objects.Select(RightOf).Distinct()], stop).ConfigureAwait(false);
        foreach (var item in Objects.Where(item => !IsMarked(item)))
        {
            var before = item.Annotation(ArgoAnnotations.SyncOptions);
            await AnnotateAsync(ResourceReference.To(item), ArgoAnnotations.SyncOptions, string.IsNullOrEmpty(before) ? Mark : $"{Mark},{before}", stop).ConfigureAwait(false);
        }

        var seen = new DataProtected([.. Objects.Select(item => item.Key).Where(_deployed.Contains)]);
        if (seen.IsNeeded)
        {
            foreach (var application in _applications)
            {
                await AnnotateAsync(ResourceReference.To(application), ArgoAnnotations.Refresh, "normal", stop).ConfigureAwait(false);
            }

            var deadline = Deadline.After(_context.DependencyTimeout, _context.Clock);
            await Wait.ForAsync(Api, _ => Task.FromResult<IReadOnlyList<ResourceSelector>>([new(ArgoTypes.Application, string.Empty)]), seen, deadline, _context.Reporter, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Takes the marks away, so that a package that is installed over it later has it as its own again.</summary>
    public async Task ReleaseAsync(CancellationToken stop)
    {
        foreach (var item in Objects)
        {
            var before = IsMarked(item) ? item.Annotation(ArgoAnnotations.SyncOptions)![Mark.Length..].TrimStart(',') : item.Annotation(ArgoAnnotations.SyncOptions);
            await AnnotateAsync(ResourceReference.To(item), ArgoAnnotations.SyncOptions, string.IsNullOrEmpty(before) ? null : before, stop).ConfigureAwait(false);
            _context.Reporter.Verbose($"{item} stays.");
        }
    }

    // Applications may deploy Applications.
    private static async Task<IReadOnlyList<Manifest>> ApplicationsAsync(IKubernetesApi api, string package, CancellationToken stop)
    {
        var found = (await InstalledPackage.ReadAsync(api, package, stop).ConfigureAwait(false)).Applications.ToList();
        var known = found.Select(application => application.Key).ToHashSet();
        for (var index = 0; index < found.Count; index++)
        {
            foreach (var nested in ResourcesOf(found[index]).Where(reference => reference.Type == ArgoTypes.Application && known.Add(reference.Key)))
            {
                if (await api.GetAsync(nested, stop).ConfigureAwait(false) is { } application)
                {
                    found.Add(application);
                }
            }
        }

        return found;
    }

    internal static IEnumerable<ResourceReference> ResourcesOf(Manifest application) => application.Status.Children("resources").Select(resource => new ResourceReference(
        new GroupVersionKind(resource.Text("group"), resource.Text("version"), resource.Text("kind")), resource.Text("namespace"), resource.Text("name")));

    private static async Task<bool> HoldsClaimsAsync(IKubernetesApi api, string name, CancellationToken stop) =>
        (await api.ListAsync(new ResourceSelector(Claim, name), stop).ConfigureAwait(false)).Items.Count > 0;

    private static bool IsMarked(Manifest live) => live.Annotation(ArgoAnnotations.SyncOptions)?.StartsWith(Mark, StringComparison.Ordinal) == true;

    private static NeededRight RightOf(Manifest item) => new("patch", string.Empty, item.Kind.ToLowerInvariant() + "s", item.Namespace);

    private Task AnnotateAsync(ResourceReference target, string annotation, string? value, CancellationToken stop) => Api.PatchAsync(
        target,
        ManifestPatch.Merge(new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [annotation] = value } } }),
        WriteOptions.Default,
        stop);
}
