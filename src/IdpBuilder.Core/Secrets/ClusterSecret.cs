using System.Security;
using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder;

/// <summary>Credentials that a package keeps in the cluster. Nothing secret is shown, formatted or serialized; it is told when asked for.</summary>
public sealed class ClusterSecret
{
    private readonly JsonObject _data;

    /// <summary>Reads a Secret.</summary>
    /// <param name="manifest">The Secret.</param>
    /// <param name="package">The package it belongs to; empty for none.</param>
    /// <param name="userName">The user whose password it holds; empty to take the Secret's own <c>username</c>.</param>
    /// <param name="isCore">Whether the platform itself made it.</param>
    internal ClusterSecret(Manifest manifest, string package, string userName, bool isCore)
    {
        _data = manifest.Json["data"] as JsonObject ?? [];
        Name = manifest.Name;
        Namespace = manifest.Namespace;
        Package = package;
        UserName = userName.Length > 0 ? userName : Value("username");
        IsCore = isCore;
        Keys = [.. _data.Select(entry => entry.Key).Order(StringComparer.Ordinal)];
        Password = new SecureString();
        foreach (var character in Value("password"))
        {
            Password.AppendChar(character);
        }

        Password.MakeReadOnly();
    }

    /// <summary>The Secret's name.</summary>
    public string Name { get; }

    /// <summary>The Secret's namespace.</summary>
    public string Namespace { get; }

    /// <summary>The package it belongs to; empty when its label names none.</summary>
    public string Package { get; }

    /// <summary>The user whose password it holds; empty when it holds none.</summary>
    public string UserName { get; }

    /// <summary>The password; empty when it holds none.</summary>
    public SecureString Password { get; }

    /// <summary>Whether the platform itself made it.</summary>
    public bool IsCore { get; }

    /// <summary>The names of all its values.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>The password as plain text; empty when it holds none.</summary>
    public string RevealPassword() => Value("password");

    /// <summary>The value named <c>token</c> as plain text; empty when there is none.</summary>
    public string RevealToken() => Value("token");

    /// <summary>Every value as plain text; one that is not text stays in base64.</summary>
    public IReadOnlyDictionary<string, string> RevealData() => Keys.ToDictionary(key => key, Value, StringComparer.Ordinal);

    /// <summary><c>namespace/name</c>.</summary>
    public override string ToString() => $"{Namespace}/{Name}";

    private string Value(string key)
    {
        if (_data[key] is not JsonValue value || !value.TryGetValue(out string? encoded))
        {
            return string.Empty;
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Convert.FromBase64String(encoded));
        }
        catch (Exception exception) when (exception is FormatException or DecoderFallbackException)
        {
            return encoded;
        }
    }
}
