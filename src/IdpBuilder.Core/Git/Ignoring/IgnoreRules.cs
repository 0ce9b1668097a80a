namespace IdpBuilder.Git.Ignoring;

/// <summary>
/// What the <c>.gitignore</c> files of a directory and of those above it leave out. The letters' case counts on every system, so
/// that the same directory gives the same repository everywhere.
/// </summary>
internal sealed class IgnoreRules
{
    /// <summary>The name of files that hold patterns.</summary>
    public const string FileName = ".gitignore";

    private readonly IgnoreRules? _above;
    private readonly string _prefix = string.Empty;
    private readonly IReadOnlyList<IgnorePattern> _patterns = [];

    private IgnoreRules()
    {
    }

    private IgnoreRules(IgnoreRules above, string prefix, IReadOnlyList<IgnorePattern> patterns) => (_above, _prefix, _patterns) = (above, prefix, patterns);

    /// <summary>Nothing is left out.</summary>
    public static IgnoreRules None { get; } = new();

    /// <summary>These rules with those of one more file.</summary>
    /// <param name="directory">The file's directory, seen from the root: empty, or with a slash at the end.</param>
    /// <param name="text">What is in the file.</param>
    public IgnoreRules With(string directory, string text) => new(
        this, directory, [.. text.TrimStart('\uFEFF').Split('\n').Select(line => line.EndsWith('\r') ? line[..^1] : line).Select(IgnorePattern.Read).OfType<IgnorePattern>()]);

    /// <summary>Whether a path is left out. What is below a directory that is left out is not asked about: no pattern takes it in again.</summary>
    /// <param name="path">The path, seen from the root.</param>
    /// <param name="isDirectory">Whether a directory is there.</param>
    public bool Exclude(string path, bool isDirectory)
    {
        for (var rules = this; rules is not null; rules = rules._above)
        {
            // Within a file the last pattern counts, and a file counts before those above it.
            for (var index = rules._patterns.Count - 1; index >= 0; index--)
            {
                if (rules._patterns[index].Matches(path[rules._prefix.Length..], isDirectory))
                {
                    return !rules._patterns[index].Negated;
                }
            }
        }

        return false;
    }
}
