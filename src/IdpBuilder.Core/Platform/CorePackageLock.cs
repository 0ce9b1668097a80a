using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Platform;

/// <summary>Says of each core package which version of upstream it is made of, and where it belongs: <c>core-packages.lock</c>, a JSON object by package.</summary>
public sealed class CorePackageLock
{
    /// <summary>The role of packages that answer Ingresses.</summary>
    public const string Ingress = "ingress";

    private readonly Dictionary<string, JsonObject> _packages;

    private CorePackageLock(Dictionary<string, JsonObject> packages) => _packages = packages;

    /// <summary>Reads the file's text.</summary>
    /// <exception cref="IdpException"><c>CorePackageLockInvalid</c>.</exception>
    public static CorePackageLock Parse(string text)
    {
        try
        {
            var packages = (JsonNode.Parse(text) as JsonObject ?? []).ToDictionary(entry => entry.Key, entry => entry.Value as JsonObject ?? [], StringComparer.Ordinal);
            var read = new CorePackageLock(packages);
            foreach (var name in packages.Keys)
            {
                _ = read.FilesOf(name);
            }

            return read;
        }
        catch (Exception broken) when (broken is System.Text.Json.JsonException or UriFormatException or FormatException)
        {
            throw PlatformFailures.LockInvalid(broken);
        }
    }

    /// <summary>The version of upstream; empty for a package that has none.</summary>
    public string VersionOf(string package) => _packages.GetValueOrDefault(package).Text("version");

    /// <summary>The namespace in which upstream has it; the package's own name unless another is said.</summary>
    public string NamespaceOf(string package) => _packages.GetValueOrDefault(package).Text("namespace") is { Length: > 0 } other ? other : package;

    /// <summary>What the package is to a platform that can have one such only; empty for nothing of the kind.</summary>
    public string RoleOf(string package) => _packages.GetValueOrDefault(package).Text("role");

    /// <summary>Whether a new platform has the package unless something else is said.</summary>
    public bool IsUsual(string package) => _packages.GetValueOrDefault(package).Flag("usual");

    /// <summary>The files of upstream that the package is made of.</summary>
    public IReadOnlyList<CorePackageFile> FilesOf(string package) =>
        [.. _packages.GetValueOrDefault(package).Children("files").Select(file => new CorePackageFile(file.Text("path"), AddressOf(file.Text("url")), DigestOf(file.Text("sha256"))))];

    private static Uri AddressOf(string text) => new Uri(text) is { Scheme: "https" } address ? address : throw new FormatException($"'{text}' is no https address");

    private static string DigestOf(string text) =>
        text.Length == 64 && text.All(char.IsAsciiHexDigitLower) ? text : throw new FormatException($"'{text}' is no SHA-256 digest in lower case");
}
