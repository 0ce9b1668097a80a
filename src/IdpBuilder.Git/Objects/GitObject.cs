using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IdpBuilder.Git.Objects;

/// <summary>An object of a repository. Its id follows from what it is.</summary>
internal sealed class GitObject
{
    /// <summary>Makes an object.</summary>
    public GitObject(GitObjectType type, ReadOnlyMemory<byte> content)
    {
        (Type, Content) = (type, content);

        // The repositories are made with this format: it names things, and nothing rests on it being hard to forge.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        var name = type switch { GitObjectType.Commit => "commit", GitObjectType.Tree => "tree", _ => "blob" };
        hash.AppendData(Encoding.ASCII.GetBytes($"{name} {content.Length.ToString(CultureInfo.InvariantCulture)}\0"));
        hash.AppendData(content.Span);
        Id = hash.GetHashAndReset();
        Name = Convert.ToHexString(Id.Span).ToLowerInvariant();
    }

    /// <summary>What it is.</summary>
    public GitObjectType Type { get; }

    /// <summary>What it holds, not compressed.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>Its id, as trees hold it.</summary>
    public ReadOnlyMemory<byte> Id { get; }

    /// <summary>Its id in 40 hexadecimal digits.</summary>
    public string Name { get; }
}
