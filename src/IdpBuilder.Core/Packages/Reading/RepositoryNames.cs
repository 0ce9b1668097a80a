using System.Security.Cryptography;
using System.Text;

namespace IdpBuilder.Packages.Reading;

/// <summary>
/// Names repositories <c>application-directory</c>, as the Go tool does. Where that name is taken by another directory,
/// a part of the directory's hash keeps them apart, the same in every run.
/// </summary>
internal sealed class RepositoryNames
{
    // Gitea takes 100 characters: "idpbuilder-", a cluster's name of up to 40, a dash, and this.
    private const int LongestName = 48;
    private const int HashLength = 8;
    private readonly Dictionary<string, (string Application, string Directory)> _owners = new(StringComparer.Ordinal);

    /// <summary>The name for a directory of an Application.</summary>
    /// <param name="application">The Application's name.</param>
    /// <param name="directory">The directory, in full.</param>
    /// <param name="relative">The directory seen from what was given; tells equal directories apart on every machine alike.</param>
    public string Of(string application, string directory, string relative)
    {
        var basename = Path.GetFileName(Path.TrimEndingDirectorySeparator(directory));
        var plain = Sanitize($"{application}-{basename}");
        if (plain.Length > LongestName || IsTaken(plain, application, directory))
        {
            var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{application}/{relative.Replace('\\', '/')}")));
            plain = $"{plain[..Math.Min(plain.Length, LongestName - HashLength - 1)]}-{hash[..HashLength].ToLowerInvariant()}";
        }

        _owners[plain] = (application, directory);
        return plain;
    }

    private bool IsTaken(string name, string application, string directory) =>
        _owners.TryGetValue(name, out var owner) && (owner.Application != application || !PathTree.Comparer.Equals(owner.Directory, directory));

    private static string Sanitize(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var character in name.ToLowerInvariant())
        {
            text.Append(char.IsAsciiLetterOrDigit(character) || character == '-' ? character : '-');
        }

        return text.ToString().Trim('-');
    }
}
