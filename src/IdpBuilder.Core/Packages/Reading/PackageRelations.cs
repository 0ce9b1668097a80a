namespace IdpBuilder.Packages.Reading;

/// <summary>Finds what is wrong between packages: circles, missing dependencies, Applications that two of them bring.</summary>
internal static class PackageRelations
{
    /// <summary>Adds a diagnostic for each mistake.</summary>
    public static void Check(IReadOnlyList<ReadPackage> packages, IReadOnlySet<string>? installed, ICollection<Diagnostic> diagnostics)
    {
        var byName = packages.ToDictionary(package => package.Package.Name, StringComparer.Ordinal);
        foreach (var package in packages)
        {
            foreach (var (needed, span) in package.Needs.Where(entry => !byName.ContainsKey(entry.Key) && installed?.Contains(entry.Key) != true))
            {
                diagnostics.Add(PackageMistakes.DependencyMissing(package.Package.Name, needed, installed is not null, span));
            }
        }

        foreach (var cycle in PackageGraph.Cycles([.. packages.Select(package => package.Package)]))
        {
            diagnostics.Add(PackageMistakes.DependencyCycle(cycle, byName[cycle[0]].Needs.GetValueOrDefault(cycle[1], byName[cycle[0]].Span)));
        }

        CheckApplications(packages, diagnostics);
    }

    private static void CheckApplications(IReadOnlyList<ReadPackage> packages, ICollection<Diagnostic> diagnostics)
    {
        var owners = new Dictionary<(string Kind, string Name), string>();
        foreach (var package in packages.Select(read => read.Package))
        {
            foreach (var application in package.Applications.Where(application => application.Name.Length > 0))
            {
                if (!owners.TryAdd((application.Manifest.Kind, application.Name), package.Name))
                {
                    var other = owners[(application.Manifest.Kind, application.Name)];
                    diagnostics.Add(PackageMistakes.ApplicationTaken(application.Name, package.Name, other, application.Span));
                }
            }
        }
    }
}
