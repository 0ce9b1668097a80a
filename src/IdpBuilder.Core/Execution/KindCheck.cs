using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Packages.Reading;

namespace IdpBuilder.Execution;

/// <summary>
/// Finds objects of kinds that the cluster neither knows nor will come to know by installing: Argo CD would refuse to sync them, after
/// half of everything is there already. Reading can only guess about kinds; the cluster knows, so its word replaces the guess.
/// </summary>
/// <param name="api">The cluster.</param>
public sealed class KindCheck(IKubernetesApi api)
{
    private static readonly GroupVersionKind Definition = new("apiextensions.k8s.io", "v1", "CustomResourceDefinition");

    /// <summary>The set with the diagnostics about kinds as the cluster sees them.</summary>
    /// <param name="set">What was read.</param>
    /// <param name="unready">Installed packages that may still bring definitions.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public async Task<PackageSet> RunAsync(PackageSet set, IReadOnlySet<string> unready, CancellationToken stop)
    {
        var uses = set.Packages.SelectMany(KindUse.Of).ToArray();
        var served = await ServedAsync(uses, stop).ConfigureAwait(false);
        var guesses = uses.Select(use => ManifestMistakes.KindUnknown(use.Manifest, meant: null, use.Span).Message).ToHashSet(StringComparer.Ordinal);
        var kept = set.Diagnostics.Where(diagnostic => diagnostic.Code != DiagnosticCodes.KindUnknown || !guesses.Contains(diagnostic.Message));
        var defined = uses.Select(use => use.Manifest).Concat(await DefinitionsAsync(uses, served, stop).ConfigureAwait(false))
            .Where(manifest => manifest.GroupVersionKind == Definition)
            .Select(definition => (Group: definition.Spec.Text("group"), Kind: definition.Spec.Child("names").Text("kind")))
            .ToHashSet();
        var found = uses
            .Where(use => !use.MayBeMissing && !served.Contains(use.Type) && !defined.Contains((use.Type.Group, use.Type.Kind)))
            .GroupBy(use => (use.Package, use.Type))
            .Select(group => Judge(group.Key.Type, [.. group], served, ExpectedFrom(set, group.Key.Package, unready), set));
        return set with { Diagnostics = [.. kept, .. found], Packages = Ordered(set.Packages, uses, served) };
    }

    // A package waits for the one of the same run that brings its kinds, as if it said so itself, unless that one needs it.
    private static IReadOnlyList<Package> Ordered(IReadOnlyList<Package> packages, KindUse[] uses, HashSet<GroupVersionKind> served)
    {
        var makers = uses.Where(use => use.Type == Definition)
            .ToLookup(use => $"{use.Manifest.Spec.Text("group")}/{use.Manifest.Spec.Child("names").Text("kind")}", use => use.Package.Name, StringComparer.Ordinal);
        var ordered = packages.ToDictionary(package => package.Name, StringComparer.Ordinal);
        foreach (var use in uses.Where(use => !served.Contains(use.Type)))
        {
            var user = ordered[use.Package.Name];
            var others = makers[$"{use.Type.Group}/{use.Type.Kind}"].ToArray();
            if (others.Length > 0 && !others.Contains(user.Name, StringComparer.Ordinal) && !Needs(others[0], user.Name) && !user.DependsOn.Contains(others[0], StringComparer.Ordinal))
            {
                ordered[user.Name] = user with { DependsOn = [.. user.DependsOn, others[0]] };
            }
        }

        return [.. packages.Select(package => ordered[package.Name])];

        bool Needs(string name, string other) =>
            ordered.TryGetValue(name, out var package) && package.DependsOn.Any(needed => needed == other || Needs(needed, other));
    }

    private static Diagnostic Judge(
        GroupVersionKind type, KindUse[] uses, HashSet<GroupVersionKind> served, string? expectedFrom, PackageSet set)
    {
        var guess = ManifestMistakes.KindUnknown(uses[0].Manifest, meant: null, uses[0].Span).Message;
        var span = set.Diagnostics.FirstOrDefault(diagnostic =>
            diagnostic.Code == DiagnosticCodes.KindUnknown && diagnostic.Message == guess && diagnostic.File == uses[0].Span.File)?.Span ?? uses[0].Span;
        var others = served.Where(other => other.Group == type.Group && other.Kind == type.Kind).ToArray();
        return others.Length > 0 ? ManifestMistakes.VersionNotServed(type, uses.Length, others, span)
            : BuiltInKinds.IsUnknown(type) && BuiltInKinds.Meant(type) is { } meant ? ManifestMistakes.KindNotServed(type, uses.Length, meant, span)
            : BuiltInKinds.IsClosed(type.Group) ? ManifestMistakes.KindNotServed(type, uses.Length, meant: null, span)
            : expectedFrom is not null ? ManifestMistakes.KindExpected(type, uses.Length, expectedFrom, span)
            : ManifestMistakes.KindUndefined(type, uses.Length, span);
    }

    // What is rendered, generated or still being installed may bring definitions that nobody sees yet.
    private static string? ExpectedFrom(PackageSet set, Package package, IReadOnlySet<string> unready)
    {
        var rendered = set.Packages.SelectMany(other => other.Applications).SelectMany(application => application.Sources).FirstOrDefault(source => source.Manifests is null);
        var generated = set.Packages.SelectMany(other => other.Applications).FirstOrDefault(application => application.IsSet);
        return rendered is not null ? $"the {rendered.Name}"
            : generated is not null ? $"the ApplicationSet '{generated.Name}'"
            : package.DependsOn.FirstOrDefault(unready.Contains) is { } dependency ? $"the package '{dependency}', which is not ready,"
            : null;
    }

    private async Task<HashSet<GroupVersionKind>> ServedAsync(KindUse[] uses, CancellationToken stop)
    {
        var served = Types(await api.DiscoverAsync(refresh: false, stop).ConfigureAwait(false));
        return Array.TrueForAll(uses, use => served.Contains(use.Type))
            ? served
            : Types(await api.DiscoverAsync(refresh: true, stop).ConfigureAwait(false));

        static HashSet<GroupVersionKind> Types(IReadOnlyList<ApiResource> resources) => [.. resources.Select(resource => resource.Type)];
    }

    // Definitions that are there but not served yet.
    private async Task<IReadOnlyList<Manifest>> DefinitionsAsync(KindUse[] uses, HashSet<GroupVersionKind> served, CancellationToken stop)
    {
        if (Array.TrueForAll(uses, use => use.MayBeMissing || served.Contains(use.Type)))
        {
            return [];
        }

        try
        {
            return (await api.ListAsync(new ResourceSelector(Definition), stop).ConfigureAwait(false)).Items;
        }
        catch (KubernetesApiException failure) when (failure.Kind == FailureKind.Denied)
        {
            return [];
        }
    }
}
