namespace IdpBuilder.Platform;

/// <summary>A change of what CoreDNS is told of the platform's names.</summary>
/// <param name="ConfigMap">The ConfigMap in <c>kube-system</c>.</param>
/// <param name="Key">Its key.</param>
/// <param name="Text">What is to stand there; null for nothing.</param>
/// <param name="ResourceVersion">The version that was seen; empty where the ConfigMap is not there.</param>
public sealed record NamesChange(string ConfigMap, string Key, string? Text, string ResourceVersion)
{
    /// <summary>The object that it changes, for messages.</summary>
    public override string ToString() => $"ConfigMap kube-system/{ConfigMap}";
}
