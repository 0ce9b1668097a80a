using IdpBuilder.Packages;
using YamlDotNet.Core;

namespace IdpBuilder.Kubernetes.Yaml;

/// <summary>Every diagnostic about YAML and JSON text is made here.</summary>
internal static class YamlMistakes
{
    public static Diagnostic TooLong(string file, int length) => Error(
        DiagnosticCodes.FileTooLarge,
        $"The text has {length:N0} characters; manifests are read up to {YamlLimits.TextLength:N0}.",
        new SourceSpan(file),
        "Split the file, or keep data that is no manifest outside the package's files.");

    public static Diagnostic Syntax(YamlText text, YamlException mistake)
    {
        if (mistake.Message.Contains(" tab ", StringComparison.Ordinal) && FirstIndentingTab(text.Content) is { } tab)
        {
            return Error(
                DiagnosticCodes.YamlTab, "A tab indents this line; YAML allows only spaces there.", text.PlaceOf(tab), "Replace the tab by spaces.");
        }

        return IsTemplate(text.Content)
            ? Template(text.PlaceOf(mistake.Start), text)
            : Error(
                DiagnosticCodes.YamlSyntax,
                $"The YAML cannot be read: {Sentence(mistake.Message)}",
                text.PlaceOf(mistake.Start),
                "Check indentation, quotes and brackets from here upwards.");
    }

    public static Diagnostic Unreadable(YamlText text, Mark mark, Exception mistake) => Error(
        DiagnosticCodes.YamlSyntax,
        mistake is ArgumentException
            ? "The YAML cannot be read: an escape sequence behind this place names no character."
            : "The YAML cannot be read: a bracket or brace at or before this place is not closed.",
        text.PlaceOf(mark),
        mistake is ArgumentException ? "Mend the sequence, or use single quotes." : "Close it, or quote the text it belongs to.");

    public static Diagnostic Control(YamlText text, int index) => Error(
        DiagnosticCodes.YamlSyntax,
        $"The character U+{(int)text.Content[index]:X4} is not allowed in YAML.",
        text.PlaceOf(index),
        "Remove it; binary data belongs, base64-encoded, under 'data' or 'binaryData'.");

    public static Diagnostic DuplicateKey(string key, SourceSpan place) => Error(
        DiagnosticCodes.YamlDuplicateKey, $"The key '{key}' is set twice in this mapping.", place, "Keep one of the two.");

    public static Diagnostic KeyIsNoText(YamlText text, Mark mark) => IsTemplate(text.Content)
        ? Template(text.PlaceOf(mark), text)
        : Error(
            DiagnosticCodes.YamlKey,
            "A mapping, a list or null stands as a key; Kubernetes knows only text, numbers and booleans as keys.",
            text.PlaceOf(mark),
            "Quote the key, or quote the whole value when braces belong to a text.");

    public static Diagnostic TagContradicts(string value, string tag, SourceSpan place) => Error(
        DiagnosticCodes.YamlValue, $"'{value}' cannot be read as {tag}.", place, "Mend the value, or remove the tag.");

    public static Diagnostic NotFinite(string value, SourceSpan place) => Error(
        DiagnosticCodes.YamlValue, $"'{value}' is a number that JSON, and so Kubernetes, cannot hold.", place, "Quote it if text is meant.");

    public static Diagnostic UnknownAnchor(string name, SourceSpan place) => Error(
        DiagnosticCodes.YamlAlias,
        $"'*{name}' repeats a value that no '&{name}' marks before it in this document.",
        place,
        $"Mark the value with '&{name}' earlier in the same document.");

    public static Diagnostic MergeNeedsMapping(SourceSpan place) => Error(
        DiagnosticCodes.YamlAlias, "'<<' merges something that is not a mapping.", place, "Merge an alias of a mapping, or a list of such.");

    public static Diagnostic TooManyAliases(SourceSpan place) => Error(
        DiagnosticCodes.YamlAliasLimit,
        $"The aliases of this document expand to more than {YamlLimits.AliasedValues:N0} values.",
        place,
        "Write the repeated values out, or split the document.");

    public static Diagnostic TooDeep(SourceSpan place) => Error(
        DiagnosticCodes.YamlDepth, $"Values are nested more than {YamlLimits.Depth} levels deep.", place, "Flatten the document.");

    public static Diagnostic Json(string reason, SourceSpan place) => Error(
        DiagnosticCodes.JsonSyntax, $"The JSON cannot be read: {Sentence(reason)}", place, "Check commas, quotes and brackets around here.");

    private static Diagnostic Template(SourceSpan place, YamlText text) => new(
        DiagnosticSeverity.Warning,
        DiagnosticCodes.YamlTemplate,
        "This document is a template ('{{ … }}') and not YAML yet; it is left out.",
        text.Content.IndexOf("{{", StringComparison.Ordinal) is var braces and >= 0 ? text.PlaceOf(braces) : place,
        "Render it first, move it below a subdirectory, or quote the braces if text is meant.");

    // Go templates (helm charts, kind configurations of the Go tool) have braces where a value or a line begins.
    private static bool IsTemplate(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var braces = line.IndexOf("{{", StringComparison.Ordinal);
            if (braces >= 0 && line[braces..].Contains("}}", StringComparison.Ordinal) && !line.TrimStart().StartsWith("#", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static int? FirstIndentingTab(string text)
    {
        var indenting = true;
        for (var index = 0; index < text.Length; index++)
        {
            if (indenting && text[index] == '\t')
            {
                return index;
            }

            indenting = text[index] == '\n' || (indenting && text[index] == ' ');
        }

        return null;
    }

    private static string Sentence(string message)
    {
        var text = message.Trim();
        return text.Length == 0 ? "it breaks the rules of the language." : $"{char.ToLowerInvariant(text[0])}{text[1..].TrimEnd('.')}.";
    }

    private static Diagnostic Error(string code, string message, SourceSpan place, string remedy) =>
        new(DiagnosticSeverity.Error, code, message, place, remedy);
}
