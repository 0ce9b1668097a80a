namespace IdpBuilder.Packages.Reading;

/// <summary>Decides between packages of one name: a later source wins and it is said so; inside one source it is a mistake.</summary>
internal static class PackageOverrides
{
    /// <summary>The packages that remain, in order.</summary>
    public static IReadOnlyList<ReadPackage> Apply(IReadOnlyList<ReadPackage> packages, ICollection<Diagnostic> diagnostics)
    {
        var winners = new Dictionary<string, ReadPackage>(StringComparer.Ordinal);
        foreach (var package in packages)
        {
            var name = package.Package.Name;
            if (winners.TryGetValue(name, out var earlier))
            {
                diagnostics.Add(earlier.Source == package.Source
                    ? PackageMistakes.NameTaken(name, package.Span, earlier.Span)
                    : PackageMistakes.Overridden(name, package.Package.Path, earlier.Span));
            }

            winners[name] = package;
        }

        return [.. packages.Where(package => ReferenceEquals(winners[package.Package.Name], package))];
    }
}
