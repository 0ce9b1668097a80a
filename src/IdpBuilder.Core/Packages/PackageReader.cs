using IdpBuilder.Manifests;
using IdpBuilder.Packages.Reading;

namespace IdpBuilder.Packages;

/// <summary>Reads packages from files and directories of this machine. Every mistake is a diagnostic, and all are found at once.</summary>
/// <param name="reader">Reads YAML and JSON.</param>
public sealed class PackageReader(IManifestReader reader)
{
    /// <summary>Reads every source; a later one overrides packages of the same name of an earlier one.</summary>
    /// <param name="sources">Where to read from.</param>
    /// <param name="options">Parameters and facts about the platform.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public PackageSet Read(IReadOnlyList<PackageSource> sources, PackageReadOptions options, CancellationToken stop)
    {
        var session = new ReadingSession(reader, sources, options, stop);
        var all = new List<Diagnostic>();
        var read = new List<ReadPackage>();
        for (var number = 0; number < sources.Count; number++)
        {
            CheckArguments(sources, number, all);
            read.AddRange(ReadSource(session, sources[number], number, all));
        }

        foreach (var unknown in options.Parameters.Keys.Where(name => !session.DeclaredParameters.Contains(name)))
        {
            all.Add(DeclarationMistakes.UnknownParameter(unknown, session.DeclaredParameters));
        }

        var kept = PackageOverrides.Apply(read, all);
        PackageRelations.Check(kept, options.Installed, all);
        return new PackageSet([.. kept.Select(package => package.Package)], InOrder(all));
    }

    private static void CheckArguments(IReadOnlyList<PackageSource> sources, int number, List<Diagnostic> all)
    {
        var source = sources[number];
        if (source.Name.Length > 0 && sources.Take(number).Any(earlier => earlier.Name == source.Name))
        {
            all.Add(PackageMistakes.NameGivenTwice(source.Name, source.Path));
        }

        if (source.Namespace.Length > 0 && !KubernetesNames.IsLabel(source.Namespace))
        {
            all.Add(PackageMistakes.NamespaceInvalid(source.Namespace, source.Path));
        }
    }

    private static IEnumerable<ReadPackage> ReadSource(ReadingSession session, PackageSource source, int number, List<Diagnostic> all)
    {
        var diagnostics = new List<Diagnostic>();
        var packages = new SourceReader(session, source, number, diagnostics).Read();
        if (source.Name.Length > 0 && packages.Count > 1)
        {
            diagnostics.Add(PackageMistakes.NameAmbiguous(source.Name, source.Path, packages.Count));
        }

        if (source.Name.Length > 0 && !KubernetesNames.IsPackageName(source.Name) && diagnostics.TrueForAll(diagnostic => diagnostic.Code != DiagnosticCodes.PackageNameInvalid))
        {
            diagnostics.Add(PackageMistakes.NameInvalid(source.Name, new SourceSpan(source.Path)));
        }

        all.AddRange(diagnostics);
        return packages.Select(read => read with
        {
            Package = read.Package with
            {
                Name = source.Name.Length > 0 && packages.Count == 1 ? source.Name : read.Package.Name,
                Diagnostics = InOrder(packages.Count == 1 ? diagnostics : diagnostics.Where(diagnostic => Concerns(diagnostic, read))),
            },
        });
    }

    // Files as they were read, and each from its beginning to its end.
    private static IReadOnlyList<Diagnostic> InOrder(IEnumerable<Diagnostic> diagnostics) =>
    [
        .. diagnostics.Distinct()
            .GroupBy(diagnostic => diagnostic.File, StringComparer.Ordinal)
            .SelectMany(file => file.OrderBy(diagnostic => diagnostic.Line).ThenBy(diagnostic => diagnostic.Column)),
    ];

    private static bool Concerns(Diagnostic diagnostic, ReadPackage read) =>
        read.Package.Applications.Any(application => application.Span.File == diagnostic.File)
        || read.Package.Contents.Any(content => PathTree.Contains(content.Directory, Path.GetFullPath(diagnostic.File)));
}
