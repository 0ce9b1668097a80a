using IdpBuilder.Errors;

namespace IdpBuilder.Packages.Remote;

/// <summary>
/// A directory or file of a git repository somewhere else, as kustomize writes it: <c>https://host/owner/repository//path?ref=v1</c>.
/// Without <c>//path</c> the whole repository is meant, without <c>ref</c> what its <c>HEAD</c> names. <c>version</c> stands for <c>ref</c>,
/// and <c>submodules=false</c> leaves submodules empty.
/// </summary>
public sealed record RemoteAddress
{
    private static readonly string[] Schemes = ["https", "http", "file"];
    private static readonly string[] Queries = ["ref", "version", "submodules"];

    private RemoteAddress(string text, RemoteRevision revision, string path) => (Text, Revision, Path) = (text, revision, path);

    /// <summary>The address as it was given.</summary>
    public string Text { get; }

    /// <summary>What is to be fetched.</summary>
    public RemoteRevision Revision { get; }

    /// <summary>The directory or file in the repository, with <c>/</c>; empty for all of it.</summary>
    public string Path { get; }

    /// <summary>How the directory is named in messages: the address without what follows its path.</summary>
    public string Shown => Path.Length == 0 ? Revision.Url : $"{Revision.Url}//{Path}";

    /// <summary>Whether a text is meant as an address rather than as a path of this machine.</summary>
    public static bool IsOne(string text) => text.Contains("://", StringComparison.Ordinal) || IsScp(text);

    /// <summary>Reads an address.</summary>
    /// <exception cref="IdpException">It is none, has a password in it, or asks for a way there that is not spoken.</exception>
    public static RemoteAddress Parse(string text)
    {
        var plain = text.StartsWith("git::", StringComparison.Ordinal) ? text[5..] : text;
        if (IsScp(plain) || plain.StartsWith("ssh://", StringComparison.OrdinalIgnoreCase) || plain.StartsWith("git+ssh://", StringComparison.OrdinalIgnoreCase))
        {
            throw RemoteFailures.NotOverSsh(text);
        }

        var query = plain.IndexOf('?', StringComparison.Ordinal);
        var address = query < 0 ? plain : plain[..query];
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !Schemes.Contains(uri.Scheme) || uri.Fragment.Length > 0)
        {
            throw RemoteFailures.NoAddress(text);
        }

        if (uri.UserInfo.Contains(':', StringComparison.Ordinal))
        {
            throw RemoteFailures.PasswordInAddress(uri.Host);
        }

        var start = address.IndexOf("://", StringComparison.Ordinal) + 3;
        var split = address.IndexOf("//", Math.Min(start + 1, address.Length), StringComparison.Ordinal);
        var values = ReadQuery(query < 0 ? string.Empty : plain[(query + 1)..], text);
        var url = (split < 0 ? address : address[..split]).TrimEnd('/');
        var reference = values.GetValueOrDefault("ref") is { Length: > 0 } named ? named : values.GetValueOrDefault("version", string.Empty);
        var revision = new RemoteRevision(url, reference, values.GetValueOrDefault("submodules") != "false");
        return new RemoteAddress(text, revision, split < 0 ? string.Empty : PathOf(address[(split + 2)..], text));
    }

    /// <summary>The address as it was given.</summary>
    public override string ToString() => Text;

    private static bool IsScp(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return at > 0 && colon > at + 1 && text.AsSpan(0, colon).IndexOfAny('/', '\\') < 0;
    }

    private static string PathOf(string path, string text)
    {
        var parts = Uri.UnescapeDataString(path).Split('/', StringSplitOptions.RemoveEmptyEntries);
        return Array.TrueForAll(parts, part => part is not ("." or "..")) && !path.Contains('\\', StringComparison.Ordinal) && !path.Contains("%00", StringComparison.Ordinal)
            ? string.Join('/', parts)
            : throw RemoteFailures.NoAddress(text);
    }

    private static Dictionary<string, string> ReadQuery(string query, string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            if (parts.Length < 2 || !Queries.Contains(parts[0]) || !values.TryAdd(parts[0], Uri.UnescapeDataString(parts[1])))
            {
                throw RemoteFailures.QueryUnknown(text, pair, Queries);
            }
        }

        return values;
    }
}
