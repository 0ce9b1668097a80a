using System.Text;
using IdpBuilder.Errors;

namespace IdpBuilder.Rendering;

/// <summary>The files of a source: those of its repository, seen from its path.</summary>
internal sealed class SourceContent
{
    private readonly string _prefix;

    public SourceContent(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> repository, string path)
    {
        Repository = repository;
        Path = Normalize(path);
        _prefix = Path.Length == 0 ? string.Empty : Path + "/";
        Files = repository.Keys
            .Where(file => file.StartsWith(_prefix, StringComparison.Ordinal))
            .Select(file => file[_prefix.Length..])
            .OrderBy(file => file.Replace('/', '\0'), StringComparer.Ordinal)
            .ToArray();
    }

    /// <summary>All files of the repository.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Repository { get; }

    /// <summary>The path inside the repository, without slashes at its ends.</summary>
    public string Path { get; }

    /// <summary>The files below the path, relative to it; those of a folder together, as a walk meets them.</summary>
    public IReadOnlyList<string> Files { get; }

    public bool Has(string file) => Repository.ContainsKey(_prefix + file);

    public string Read(string file) => Encoding.UTF8.GetString(Repository[_prefix + file].Span);

    private static string Normalize(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            switch (part)
            {
                case ".":
                    break;
                case ".." when parts.Count == 0:
                    throw RenderingFailures.PathOutside(path);
                case "..":
                    parts.RemoveAt(parts.Count - 1);
                    break;
                default:
                    parts.Add(part);
                    break;
            }
        }

        return string.Join('/', parts);
    }
}
