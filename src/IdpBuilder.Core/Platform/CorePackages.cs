using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Direct;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Reporting;

namespace IdpBuilder.Platform;

/// <summary>
/// The packages that make a platform. Each is a folder like any other package's; beside its files it may have patches of what upstream
/// publishes, which the lock file names.
/// </summary>
/// <param name="folder">The folder of the core packages.</param>
/// <param name="files">Brings the files of upstream.</param>
/// <param name="reader">Reads manifests.</param>
public sealed class CorePackages(string folder, CorePackageFiles files, IManifestReader reader)
{
    private const string Application = "application.yaml";
    private const string Manifests = "manifests";
    private const string Patches = "patches";
    private const string Variants = "when";

    /// <summary>The file that names upstream's versions.</summary>
    public const string LockName = "core-packages.lock";

    /// <summary>Their names, in order.</summary>
    public IReadOnlyList<string> Names => Directory.Exists(folder)
        ? [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>The names of those that a new platform has unless something else is said.</summary>
    public IReadOnlyList<string> Usual => [.. Names.Where(ReadLock().IsUsual)];

    /// <summary>The namespace that a package is installed in.</summary>
    public string NamespaceOf(string name) => ReadLock().NamespaceOf(name);

    /// <summary>Whether a package answers Ingresses.</summary>
    public bool IsIngress(string name) => ReadLock().RoleOf(name) == CorePackageLock.Ingress;

    /// <summary>Finds packages in a cluster that a choice cannot stand beside.</summary>
    /// <exception cref="IdpException"><c>CorePackageConflict</c>.</exception>
    public async Task RefuseRivalsAsync(IReadOnlyList<string> chosen, string cluster, IKubernetesApi api, CancellationToken stop)
    {
        var pinned = ReadLock();
        foreach (var name in chosen.Where(name => pinned.RoleOf(name).Length > 0))
        {
            foreach (var rival in Names.Where(other => other != name && pinned.RoleOf(other) == pinned.RoleOf(name)))
            {
                if (await DirectRecords.FindAsync(api, rival, stop).ConfigureAwait(false) is not null)
                {
                    throw PlatformFailures.RivalInstalled(name, rival, cluster);
                }
            }
        }
    }

    /// <summary>Finds what is wrong with a choice before anything is made.</summary>
    /// <param name="chosen">The packages.</param>
    /// <param name="overrides">Files of manifests that are laid over a package's own.</param>
    /// <exception cref="IdpException"><c>CorePackageUnknown</c>, <c>CorePackageConflict</c>, <c>CorePackageNotChosen</c>, <c>CorePackageOverrideMissing</c> or <c>CorePackageOverrideInvalid</c>.</exception>
    public void Check(IReadOnlyList<string> chosen, IReadOnlyDictionary<string, string> overrides)
    {
        if (chosen.FirstOrDefault(name => !Names.Contains(name, StringComparer.Ordinal)) is { } unknown)
        {
            throw PlatformFailures.Unknown(unknown, Names);
        }

        var pinned = ReadLock();
        if (chosen.Where(name => pinned.RoleOf(name).Length > 0).GroupBy(pinned.RoleOf, StringComparer.Ordinal).FirstOrDefault(sharing => sharing.Count() > 1) is { } role)
        {
            throw PlatformFailures.Conflict(role.ToArray());
        }

        foreach (var (package, path) in overrides)
        {
            _ = chosen.Contains(package, StringComparer.Ordinal)
                ? File.Exists(path) ? ReadOverride(package, path) : throw PlatformFailures.OverrideMissing(package, path)
                : throw PlatformFailures.NotChosen(package);
        }
    }

    /// <summary>The manifests of a file that is laid over a package's own.</summary>
    /// <exception cref="IdpException"><c>CorePackageOverrideInvalid</c>.</exception>
    public IReadOnlyList<JsonObject> ReadOverride(string package, string path)
    {
        var mistakes = new List<Diagnostic>();
        var documents = reader.Read(File.ReadAllText(path), path, mistakes);
        return mistakes.Count == 0 ? [.. documents.Select(document => document.Content).OfType<JsonObject>()] : throw PlatformFailures.OverrideInvalid(package, path, mistakes);
    }

    /// <summary>Makes the folder of a package as it is installed: its own files, upstream's with every patch, and what a platform of this shape has in addition.</summary>
    /// <param name="name">The package.</param>
    /// <param name="over">A file of manifests that is laid over them; empty for none.</param>
    /// <param name="target">The folder; what is in it goes.</param>
    /// <param name="shape">What the platform is like.</param>
    /// <param name="reporter">Is told of downloads.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public async Task AssembleAsync(string name, string over, string target, PlatformShape shape, IRunReporter reporter, CancellationToken stop)
    {
        var own = Path.Combine(folder, name);
        var upstream = new List<JsonObject>();
        var pinned = ReadLock();
        var (locked, home) = (pinned.FilesOf(name), pinned.NamespaceOf(name));
        foreach (var file in locked)
        {
            var published = await files.ReadAsync(name, file, reporter, stop).ConfigureAwait(false);
            upstream.AddRange(Read(Encoding.UTF8.GetString(published), file.Path));
        }

        var manifests = ManifestOverlay.Apply(upstream, [.. FilesBelow(Path.Combine(own, Patches)).SelectMany(path => Read(File.ReadAllText(path), path))], home);
        var manifestFiles = FilesBelow(own).Where(path => !IsDeclaration(path) && !locked.Any(file => file.Path == Path.GetFileName(path)));
        manifests = [.. manifests, .. manifestFiles.SelectMany(path => Read(File.ReadAllText(path), path))];
        manifests = ManifestOverlay.Apply(manifests, [.. VariantsBelow(own, shape).SelectMany(FilesBelow).SelectMany(path => Read(shape.Fill(File.ReadAllText(path)), path))], home);
        if (over.Length > 0)
        {
            manifests = ManifestOverlay.Apply(manifests, ReadOverride(name, over), home);
        }

        Replace(target);
        foreach (var declaration in FilesBelow(own).Where(IsDeclaration))
        {
            File.Copy(declaration, Path.Combine(target, Path.GetFileName(declaration)));
        }

        var content = Directory.CreateDirectory(Path.Combine(target, Manifests)).FullName;
        await File.WriteAllTextAsync(Path.Combine(content, $"{name}.yaml"), string.Join("\n---\n", manifests.Select(manifest => manifest.ToJsonString())), stop).ConfigureAwait(false);
    }

    private CorePackageLock ReadLock() => CorePackageLock.Parse(File.ReadAllText(Path.Combine(folder, LockName)));

    private static void Replace(string target)
    {
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }

        Directory.CreateDirectory(target);
    }

    // What the package is, beside what it deploys.
    private static bool IsDeclaration(string path) => Path.GetFileName(path) is "idp.yaml" or Application;

    private static IEnumerable<string> FilesBelow(string path) =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.yaml").Order(StringComparer.Ordinal) : [];

    // What holds on more conditions lies above what holds on fewer.
    private static IEnumerable<string> VariantsBelow(string path, PlatformShape shape) => Directory.Exists(Path.Combine(path, Variants))
        ? Directory.EnumerateDirectories(Path.Combine(path, Variants))
            .Where(variant => shape.Fits(Path.GetFileName(variant)))
            .OrderBy(variant => Path.GetFileName(variant).Count(character => character == '-'))
            .ThenBy(variant => variant, StringComparer.Ordinal)
        : [];

    private IEnumerable<JsonObject> Read(string text, string file) =>
        reader.Read(text, file, []).Select(document => document.Content).OfType<JsonObject>();
}
