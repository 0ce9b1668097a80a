using IdpBuilder.Manifests;
using IdpBuilder.Planning;
using IdpBuilder.Sync;

namespace IdpBuilder.Rehearsal;

/// <summary>What a run brings to the cluster that a dry run on the server cannot know of: kinds and namespaces that are not there yet.</summary>
internal sealed class RunOutlook
{
    private static readonly GroupVersionKind NamespaceType = new(string.Empty, "v1", "Namespace");

    private readonly Dictionary<string, Package> _packages;
    private readonly HashSet<string> _kinds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _makers = new(StringComparer.Ordinal);
    private readonly bool _oneByOne;

    /// <summary>Looks through the packages of a run.</summary>
    /// <param name="packages">The packages, each with what its Applications deploy.</param>
    /// <param name="oneByOne">Whether the Applications of a package are deployed one after the other.</param>
    public RunOutlook(IEnumerable<KeyValuePair<Package, IReadOnlyList<PlannedPackage>>> packages, bool oneByOne)
    {
        _packages = new Dictionary<string, Package>(StringComparer.Ordinal);
        _oneByOne = oneByOne;
        foreach (var (package, planned) in packages)
        {
            _packages[package.Name] = package;
            foreach (var manifest in package.Manifests.Select(item => item.Manifest).Concat(planned.SelectMany(plan => plan.Manifests).Select(item => item.Manifest)))
            {
                Note(package, manifest);
            }

            foreach (var plan in planned.Where(plan => plan.Options.CreateNamespace))
            {
                NoteNamespace(package, plan.Namespace);
            }
        }
    }

    /// <summary>Whether some package of the run defines a kind.</summary>
    public bool Defines(GroupVersionKind type) => _kinds.Contains(CustomResourceDefinitions.KeyOf(type));

    /// <summary>What becomes of a package's new object where its namespace comes with the run; null when the run makes no such namespace, or it is there.</summary>
    /// <param name="package">The package.</param>
    /// <param name="space">The namespace.</param>
    /// <param name="view">The cluster.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public async Task<Foreseen?> InNamespaceAsync(string package, string space, LiveView view, CancellationToken stop)
    {
        if (!_makers.TryGetValue(space, out var makers)
            || await view.GetAsync(new ResourceReference(NamespaceType, string.Empty, space), stop).ConfigureAwait(false) is not null)
        {
            return null;
        }

        if (makers.FirstOrDefault(maker => ComesBefore(maker, package)) is { } earlier)
        {
            return Foreseen.Of(ChangeAction.Create, earlier == package ? "in the new namespace" : $"in the namespace that package '{earlier}' makes");
        }

        return Foreseen.Of(
            ChangeAction.Unknown,
            makers.Contains(package)
                ? $"another Application of the package makes the namespace '{space}', and may be later: CreateNamespace=true makes sure"
                : $"package '{makers.First()}' makes the namespace '{space}', and may be later: dependsOn makes sure");
    }

    private bool ComesBefore(string maker, string package) => maker == package
        ? _oneByOne
        : Needs(package, maker, new HashSet<string>(StringComparer.Ordinal));

    private bool Needs(string package, string other, HashSet<string> seen) =>
        seen.Add(package) && _packages.TryGetValue(package, out var found)
        && found.DependsOn.Any(needed => needed == other || Needs(needed, other, seen));

    private void Note(Package package, Manifest manifest)
    {
        if (CustomResourceDefinitions.DefinedKind(manifest) is { } kind)
        {
            _kinds.Add(kind);
        }

        if (manifest.GroupVersionKind == NamespaceType)
        {
            NoteNamespace(package, manifest.Name);
        }
    }

    private void NoteNamespace(Package package, string space)
    {
        if (!_makers.TryGetValue(space, out var makers))
        {
            _makers[space] = makers = new HashSet<string>(StringComparer.Ordinal);
        }

        makers.Add(package.Name);
    }
}
