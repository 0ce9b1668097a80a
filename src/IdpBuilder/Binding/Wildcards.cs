using System.Management.Automation;

namespace IdpBuilder.Binding;

/// <summary>Matches names as PowerShell's wildcards do, without regard to case.</summary>
internal static class Wildcards
{
    /// <summary>Whether a name fits a pattern.</summary>
    public static bool Fit(string pattern, string name) => new WildcardPattern(pattern, WildcardOptions.IgnoreCase).IsMatch(name);
}
