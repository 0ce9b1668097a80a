namespace IdpBuilder.Execution;

/// <summary>Orders packages for their removal: each goes before those it needs, and else as they were given.</summary>
public sealed class RemovalOrder
{
    private readonly Dictionary<string, IReadOnlyList<string>> _needs;

    /// <summary>Orders packages; a circle is broken where it was entered.</summary>
    /// <param name="leaving">The packages to remove.</param>
    /// <param name="installed">All that are installed: one that stays may stand between two that go.</param>
    public RemovalOrder(IReadOnlyList<PackageStatus> leaving, IReadOnlyList<PackageStatus> installed)
    {
        _needs = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var package in installed.Concat(leaving))
        {
            _needs[package.Name] = package.DependsOn;
        }

        var ordered = new List<PackageStatus>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var package in leaving)
        {
            Add(package);
        }

        Packages = ordered;

        void Add(PackageStatus package)
        {
            if (!seen.Add(package.Name))
            {
                return;
            }

            foreach (var dependent in leaving.Where(other => Needs(other.Name, package.Name)))
            {
                Add(dependent);
            }

            ordered.Add(package);
        }
    }

    /// <summary>The packages that go, the first to go first.</summary>
    public IReadOnlyList<PackageStatus> Packages { get; }

    /// <summary>Whether a package needs another one, itself or by way of others.</summary>
    public bool Needs(string package, string other)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return Reaches(package);

        bool Reaches(string name) =>
            seen.Add(name) && _needs.TryGetValue(name, out var needs) && needs.Any(needed => needed == other || Reaches(needed));
    }
}
