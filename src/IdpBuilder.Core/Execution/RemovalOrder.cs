namespace IdpBuilder.Execution;

/// <summary>Orders packages for their removal.</summary>
public static class RemovalOrder
{
    /// <summary>Each package before those it needs, and else as they were given; a circle is broken where it was entered.</summary>
    public static IReadOnlyList<PackageStatus> Of(IReadOnlyList<PackageStatus> packages)
    {
        var ordered = new List<PackageStatus>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var package in packages)
        {
            Add(package);
        }

        return ordered;

        void Add(PackageStatus package)
        {
            if (!seen.Add(package.Name))
            {
                return;
            }

            foreach (var dependent in packages.Where(other => other.DependsOn.Contains(package.Name, StringComparer.Ordinal)))
            {
                Add(dependent);
            }

            ordered.Add(package);
        }
    }
}
