using System.Text.RegularExpressions;
using IdpBuilder.Embedded.Discovery;

namespace IdpBuilder.Embedded.Registry;

/// <summary>The shapes of names, label keys and label values; each check returns what is wrong, or null.</summary>
internal static partial class MetadataNames
{
    private const string Label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private const string Subdomain = $@"{Label}(\.{Label})*";
    private const string Service = "[a-z]([-a-z0-9]*[a-z0-9])?";
    private const string Qualified = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private const string Value = $"({Qualified})?";

    public static string? NameFault(NameRule rule, string name) => rule switch
    {
        NameRule.Label => LabelFault(name),
        NameRule.ServiceLabel => ServiceFault(name),
        NameRule.PathSegment => PathSegmentFault(name),
        _ => SubdomainFault(name),
    };

    /// <summary>Checks a prefix from which a name is made: it may end where a name may not.</summary>
    public static string? GenerateNameFault(NameRule rule, string prefix) =>
        NameFault(rule, prefix.EndsWith('-') ? prefix[..^1] + "a" : prefix);

    public static string? SubdomainFault(string name) =>
        name.Length > 253 ? TooLong(253)
        : SubdomainShape().IsMatch(name) ? null
        : "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an "
            + $"alphanumeric character (e.g. 'example.com', regex used for validation is '{Subdomain}')";

    public static string? LabelFault(string name) =>
        name.Length > 63 ? TooLong(63)
        : LabelShape().IsMatch(name) ? null
        : "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an "
            + $"alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '{Label}')";

    public static string? LabelValueFault(string value) =>
        value.Length > 63 ? TooLong(63)
        : ValueShape().IsMatch(value) ? null
        : "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an "
            + $"alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '{Value}')";

    /// <summary>Checks a label key, annotation key or finalizer: an optional DNS prefix and a name.</summary>
    public static string? QualifiedNameFault(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        var name = slash < 0 ? key : key[(slash + 1)..];
        if (slash >= 0)
        {
            if (name.Contains('/', StringComparison.Ordinal))
            {
                return QualifiedHint("a qualified name") + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
            }

            if (slash == 0)
            {
                return "prefix part must be non-empty";
            }

            if (SubdomainFault(key[..slash]) is { } fault)
            {
                return $"prefix part {fault}";
            }
        }

        return name.Length == 0 ? "name part must be non-empty"
            : name.Length > 63 ? $"name part {TooLong(63)}"
            : QualifiedShape().IsMatch(name) ? null
            : QualifiedHint("name part");
    }

    private static string QualifiedHint(string what) =>
        $"{what} must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character "
        + $"(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '{Qualified}')";

    private static string? ServiceFault(string name) =>
        name.Length > 63 ? TooLong(63)
        : ServiceShape().IsMatch(name) ? null
        : "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an "
            + $"alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '{Service}')";

    private static string? PathSegmentFault(string name) =>
        name is "." or ".." ? $"may not be '{name}'"
        : name.Contains('/', StringComparison.Ordinal) ? "may not contain '/'"
        : name.Contains('%', StringComparison.Ordinal) ? "may not contain '%'"
        : null;

    private static string TooLong(int limit) => $"must be no more than {limit} bytes";

    [GeneratedRegex($@"^{Label}\z", RegexOptions.CultureInvariant)]
    private static partial Regex LabelShape();

    [GeneratedRegex($@"^{Subdomain}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SubdomainShape();

    [GeneratedRegex($@"^{Service}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ServiceShape();

    [GeneratedRegex($@"^{Qualified}\z", RegexOptions.CultureInvariant)]
    private static partial Regex QualifiedShape();

    [GeneratedRegex($@"^{Value}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ValueShape();
}
