using System.Text.Json.Nodes;

namespace IdpBuilder.Packages;

/// <summary>One source of an Application, as it looks from this machine.</summary>
/// <param name="Definition">The source as the Application writes it.</param>
/// <param name="Name">What it is and where, such as <c>chart in 'packages/shop'</c>.</param>
/// <param name="Place">Its directory on this machine, as the user would name it; empty when only Argo CD can reach it.</param>
/// <param name="Manifests">What it deploys; null when that shows only after rendering.</param>
public sealed record PackageApplicationSource(JsonObject Definition, string Name, string Place, IReadOnlyList<PackageManifest>? Manifests)
{
    /// <summary>Whether its content is on this machine.</summary>
    public bool IsLocal => Place.Length > 0;
}
