namespace IdpBuilder.Packages;

/// <summary>The code of every diagnostic; stable, and listed in about_IdpBuilderErrors.</summary>
public static class DiagnosticCodes
{
    /// <summary>The file cannot be opened or read.</summary>
    public const string FileUnreadable = nameof(FileUnreadable);

    /// <summary>The file is larger than any manifest is.</summary>
    public const string FileTooLarge = nameof(FileTooLarge);

    /// <summary>The file is not text in UTF-8, or in UTF-16 with a byte order mark.</summary>
    public const string FileEncoding = nameof(FileEncoding);

    /// <summary>The YAML breaks the language's rules.</summary>
    public const string YamlSyntax = nameof(YamlSyntax);

    /// <summary>A tab indents a line.</summary>
    public const string YamlTab = nameof(YamlTab);

    /// <summary>A mapping has the same key twice.</summary>
    public const string YamlDuplicateKey = nameof(YamlDuplicateKey);

    /// <summary>A key is not text, a number or a boolean.</summary>
    public const string YamlKey = nameof(YamlKey);

    /// <summary>A value contradicts its tag or cannot be said in JSON.</summary>
    public const string YamlValue = nameof(YamlValue);

    /// <summary>An alias or merge key does not name what it needs.</summary>
    public const string YamlAlias = nameof(YamlAlias);

    /// <summary>Aliases expand to more than a manifest holds.</summary>
    public const string YamlAliasLimit = nameof(YamlAliasLimit);

    /// <summary>Values are nested deeper than any manifest is.</summary>
    public const string YamlDepth = nameof(YamlDepth);

    /// <summary>The text is a template that has to be rendered before it is YAML.</summary>
    public const string YamlTemplate = nameof(YamlTemplate);

    /// <summary>A document is no manifest.</summary>
    public const string ManifestInvalid = nameof(ManifestInvalid);

    /// <summary>The JSON breaks the language's rules.</summary>
    public const string JsonSyntax = nameof(JsonSyntax);
}
