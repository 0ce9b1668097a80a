using IdpBuilder.Errors;

namespace IdpBuilder.Clusters;

/// <summary>What a cluster may be called: a DNS label, for the name becomes part of host names, namespaces and contexts.</summary>
public static class ClusterName
{
    /// <summary>The longest name: what is put before or after it must fit into a label of 63 characters, too.</summary>
    public const int LongestLength = 40;

    /// <summary>Refuses a name that is none.</summary>
    /// <exception cref="IdpException"><c>ClusterNameInvalid</c>.</exception>
    public static void Validate(string name)
    {
        var valid = name.Length is > 0 and <= LongestLength
            && name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-')
            && name[0] != '-'
            && name[^1] != '-';
        if (!valid)
        {
            throw ClusterFailures.NameInvalid(name);
        }
    }
}
