using System.Text;
using IdpBuilder.Clusters;

namespace IdpBuilder.Kubernetes.Existing;

/// <summary>Makes a cluster's name of a context's: <c>arn:aws:eks:eu-west-1:1234:cluster/Shop_Prod</c> becomes <c>shop-prod</c>.</summary>
internal static class ContextClusterName
{
    /// <summary>The name; it is refused later if nothing usable was left.</summary>
    public static string Of(string context)
    {
        var last = context[(context.LastIndexOf('/') + 1)..];
        var name = new StringBuilder(last.Length);
        foreach (var character in last)
        {
            name.Append(char.IsAsciiLetterOrDigit(character) ? char.ToLowerInvariant(character) : '-');
        }

        var trimmed = name.ToString().Trim('-');
        return trimmed.Length <= ClusterName.LongestLength ? trimmed : trimmed[..ClusterName.LongestLength].TrimEnd('-');
    }
}
