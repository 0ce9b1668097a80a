using System.Text.RegularExpressions;

namespace IdpBuilder.Platform;

/// <summary>A configuration of CoreDNS, read as far as the platform's names need it: all else in it stays as it is.</summary>
public sealed class Corefile
{
    private const string Begin = "# idpbuilder: names of the platform; this block is replaced and removed as a whole";
    private const string End = "# idpbuilder: end";

    private readonly List<string> _lines;
    private readonly int _opening;
    private readonly List<string[]> _directives;

    private Corefile(List<string> lines, int opening, List<string[]> directives) => (_lines, _opening, _directives) = (lines, opening, directives);

    /// <summary>The domain of the cluster's Services, such as <c>cluster.local</c>; empty where CoreDNS does not answer for them.</summary>
    public string ClusterDomain => _directives.FirstOrDefault(words => words[0] == "kubernetes")?.ElementAtOrDefault(1) is { } zone && zone != "{" ? zone.TrimEnd('.') : string.Empty;

    /// <summary>Whether CoreDNS notices that it was changed.</summary>
    public bool Reloads => _directives.Exists(words => words[0] == "reload");

    /// <summary>Whether it takes parts from the ConfigMap <c>coredns-custom</c>, as that of k3s and AKS does, whose own file is put back.</summary>
    public bool TakesOverrides => _directives.Exists(words => words[0] == "import" && words.Length > 1 && words[1].EndsWith("custom/*.override", StringComparison.Ordinal));

    /// <summary>Reads a text; null where it has no block for all names, or our part of it was cut in two.</summary>
    public static Corefile? Read(string text)
    {
        if (WithoutNames(text) is not { } own)
        {
            return null;
        }

        var lines = own.Split('\n').ToList();
        var (opening, depth) = (-1, 0);
        var directives = new List<string[]>();
        for (var at = 0; at < lines.Count; at++)
        {
            var words = WordsOf(lines[at]);
            if (depth == 0 && opening < 0 && words.Length > 1 && words[^1] == "{" && words[..^1].Any(IsRoot))
            {
                opening = at;
            }
            else if (depth == 1 && words.Length > 0 && words[0] != "}")
            {
                directives.Add(words);
            }

            depth += words.Count(word => word == "{") - words.Count(word => word == "}");
            if (opening >= 0 && depth == 0)
            {
                return new Corefile(lines, opening, directives);
            }

            if (opening < 0)
            {
                directives.Clear();
            }
        }

        return null;
    }

    /// <summary>The text without our part; null where that has no end.</summary>
    public static string? WithoutNames(string text)
    {
        var lines = text.Split('\n').ToList();
        var begin = lines.FindIndex(line => line.Trim() == Begin);
        if (begin < 0)
        {
            return text;
        }

        var end = lines.FindIndex(begin, line => line.Trim() == End);
        return end < 0 ? null : string.Join('\n', lines.Where((_, at) => at < begin || at > end));
    }

    /// <summary>What leads a host and every host below it to a Service; needs CoreDNS 1.8.4.</summary>
    /// <param name="host">The host.</param>
    /// <param name="service">The Service's name in DNS.</param>
    /// <param name="indent">What every line begins with.</param>
    public static string Rule(string host, string service, string indent = "") => string.Join('\n',
        $"{indent}rewrite stop {{",
        $@"{indent}    name regex ^(.*\.)?{Regex.Escape(host.ToLowerInvariant())}\.$ {service} answer auto",
        $"{indent}}}");

    /// <summary>Whether somebody else has put the host into it.</summary>
    public bool Names(string host) => _lines.Exists(line => WordsOf(line) is var words
        && words.Any(word => word.Contains(host, StringComparison.OrdinalIgnoreCase) || word.Contains(Regex.Escape(host), StringComparison.OrdinalIgnoreCase)));

    /// <summary>The text in which a host and every host below it lead to a Service.</summary>
    /// <param name="host">The host.</param>
    /// <param name="service">The Service's name in DNS.</param>
    public string WithNames(string host, string service)
    {
        var first = _lines[_opening + 1];
        var indent = first[..(first.Length - first.TrimStart().Length)].TrimEnd('\r');
        indent = indent.Length == 0 || first.Trim().Length == 0 ? "    " : indent;
        return string.Join('\n', [.. _lines.Take(_opening + 1), indent + Begin, Rule(host, service, indent), indent + End, .. _lines.Skip(_opening + 1)]);
    }

    // ".", ".:53", "dns://.:53", and more of them with commas.
    private static bool IsRoot(string key)
    {
        var zone = key.TrimEnd(',').Replace("dns://", string.Empty, StringComparison.Ordinal);
        return zone == "." || zone.StartsWith(".:", StringComparison.Ordinal);
    }

    private static string[] WordsOf(string line)
    {
        var comment = line.IndexOf('#', StringComparison.Ordinal);
        return (comment < 0 ? line : line[..comment]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }
}
