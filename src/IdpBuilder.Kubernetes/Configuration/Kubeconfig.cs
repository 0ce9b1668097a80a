using System.Text.Json.Nodes;
using IdpBuilder.Clusters;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes.Configuration;

/// <summary>Writes kubeconfig files: whole or not at all, one writer at a time, readable by their owner only.</summary>
public sealed class Kubeconfig : IKubeconfig
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly IManifestReader _reader;
    private readonly TimeProvider _clock;
    private readonly Func<IReadOnlyList<string>> _known;

    // Asked for by clusters that listen only: looking at processes takes longer than all the rest.
    private readonly Lazy<EntryOwner> _self;

    /// <summary>Works on the files that <c>KUBECONFIG</c> or the home directory name.</summary>
    /// <param name="reader">Reads what is there.</param>
    /// <param name="clock">Measures the wait for other writers.</param>
    public Kubeconfig(IManifestReader reader, TimeProvider clock)
        : this(reader, clock, KubeconfigPaths.OfEnvironment, EntryOwner.OfProcess)
    {
    }

    /// <summary>Works on other files, or as another process.</summary>
    internal Kubeconfig(IManifestReader reader, TimeProvider clock, Func<IReadOnlyList<string>> known, Func<EntryOwner> self) =>
        (_reader, _clock, _known, _self) = (reader, clock, known, new Lazy<EntryOwner>(self));

    /// <inheritdoc/>
    public async Task<string> CheckAsync(string path, CancellationToken stop)
    {
        var target = Path.GetFullPath(KubeconfigPaths.ToWrite(Paths(path)));
        if (Directory.Exists(target))
        {
            throw KubeconfigFailures.Unwritable(target, new IOException("It is a folder."));
        }

        await ChangeAsync(target, _ => false, stop).ConfigureAwait(false);
        return target;
    }

    /// <inheritdoc/>
    public async Task<string> AddAsync(KubeconfigEntry entry, string path, CancellationToken stop)
    {
        var paths = Paths(path);
        var target = Path.GetFullPath(KubeconfigPaths.ToWrite(paths));
        await ChangeAsync(
            target,
            document =>
            {
                RemoveEnded(document);
                var chosen = paths.Any(other => Path.GetFullPath(other) != target && KubeconfigDocument.CurrentContext(Read(other)).Length > 0)
                    || KubeconfigDocument.CurrentContext(document).Length > 0;
                KubeconfigDocument.Add(document, entry, entry.EndsWithProcess ? _self.Value : null, entry.MakeCurrent || !chosen);
                return true;
            },
            stop).ConfigureAwait(false);
        return target;
    }

    /// <inheritdoc/>
    public async Task<bool> RemoveAsync(string name, string path, CancellationToken stop)
    {
        var removed = false;
        foreach (var file in Paths(path).Where(File.Exists))
        {
            removed |= await ChangeAsync(Path.GetFullPath(file), document => !IsOfAnother(document, name) && KubeconfigDocument.Remove(document, name), stop).ConfigureAwait(false);
        }

        return removed;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> RemoveEndedAsync(CancellationToken stop)
    {
        var removed = new List<string>();
        foreach (var file in _known().Where(MayHaveOwners))
        {
            await ChangeAsync(
                Path.GetFullPath(file),
                document =>
                {
                    var ended = RemoveEnded(document);
                    removed.AddRange(ended);
                    return ended.Count > 0;
                },
                stop).ConfigureAwait(false);
        }

        return removed;
    }

    // Most files have none, and need not be read as YAML nor be locked.
    private static bool MayHaveOwners(string path)
    {
        try
        {
            return File.Exists(path) && File.ReadAllText(path).Contains(EntryOwner.Extension, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw KubeconfigFailures.Inaccessible(path, exception);
        }
    }

    private List<string> RemoveEnded(JsonObject document)
    {
        var ended = KubeconfigDocument.Owners(document).Where(entry => entry.Value.IsGone(_self.Value)).Select(entry => entry.Key).ToList();
        ended.ForEach(name => KubeconfigDocument.Remove(document, name));
        return ended;
    }

    // Two sessions may give their clusters one name; the entry is then the later one's.
    private bool IsOfAnother(JsonObject document, string name) =>
        KubeconfigDocument.Owners(document).TryGetValue(name, out var owner) && owner != _self.Value && !owner.IsGone(_self.Value);

    private IReadOnlyList<string> Paths(string path) => path.Length > 0 ? [path] : _known();

    private async Task<bool> ChangeAsync(string path, Func<JsonObject, bool> change, CancellationToken stop)
    {
        try
        {
            CreateFolder(Path.GetDirectoryName(path)!);
            using var single = await KubeconfigLock.TakeAsync(path, _clock, stop).ConfigureAwait(false);
            var document = Read(path);
            var changed = change(document);
            if (changed)
            {
                Replace(path, YamlWriter.Write(document));
            }

            return changed;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw KubeconfigFailures.Unwritable(path, exception);
        }
    }

    private JsonObject Read(string path)
    {
        if (!File.Exists(path))
        {
            return KubeconfigDocument.Empty();
        }

        var mistakes = new List<Diagnostic>();
        var documents = _reader.Read(File.ReadAllText(path), path, mistakes).Where(document => document.Content is not null).ToList();
        var mistake = mistakes.Find(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return (mistake, documents) switch
        {
            (null, []) => KubeconfigDocument.Empty(),
            (null, [{ Content: JsonObject content }]) => KubeconfigDocument.MistakeIn(content) is { } odd
                ? throw KubeconfigFailures.Unreadable(path, odd)
                : content,
            _ => throw KubeconfigFailures.Unreadable(path, mistake?.Message ?? "it holds no single object"),
        };
    }

    // A kubeconfig is often a link into a dotfiles repository: its target is replaced, not the link.
    private static void Replace(string path, string text)
    {
        var target = new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : path;
        var draft = $"{target}.{Path.GetRandomFileName()}";
        try
        {
            using (var file = new FileStream(draft, OwnerOnlyOptions()))
            using (var writer = new StreamWriter(file))
            {
                writer.Write(text);
                writer.Flush();
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, target, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    private static FileStreamOptions OwnerOnlyOptions()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }

    private static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows() || Directory.Exists(path))
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        }
    }
}
