using System.Security.Cryptography;
using System.Text;

namespace IdpBuilder.Packages.Watching;

/// <summary>Tells whether what was read of packages is the same as before.</summary>
public static class PackageFingerprint
{
    /// <summary>A text that is the same only for the same packages, contents and diagnostics.</summary>
    public static string Of(PackageSet set)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var package in set.Packages)
        {
            Add(hash, package.Name);
            Add(hash, string.Join(',', package.DependsOn));
            Add(hash, ReadyObjects.ToAnnotation(package.Ready));
            foreach (var manifest in package.Applications.Select(application => application.Manifest).Concat(package.Manifests.Select(item => item.Manifest)))
            {
                Add(hash, manifest.Json.ToJsonString());
            }

            foreach (var content in package.Contents)
            {
                Add(hash, content);
            }
        }

        foreach (var diagnostic in set.Diagnostics)
        {
            Add(hash, diagnostic.ToString());
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, PackageContent content)
    {
        Add(hash, content.Repository);
        foreach (var (path, bytes) in content.Files)
        {
            Add(hash, path);
            Add(hash, content.Executables.Contains(path) ? "x" : "-");
            Add(hash, bytes.Span);
        }
    }

    private static void Add(IncrementalHash hash, string text) => Add(hash, Encoding.UTF8.GetBytes(text));

    // With its length: parts must not run into each other.
    private static void Add(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
