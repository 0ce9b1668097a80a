using IdpBuilder.Manifests;

namespace IdpBuilder.Packages.State;

/// <summary>How an ApplicationSet wants its Applications synced.</summary>
internal static class ApplicationSetStrategy
{
    /// <summary>Whether its controller is to sync them, step by step; nobody else should then.</summary>
    public static bool IsRolling(Manifest set) => set.Spec.Child("strategy").Text("type") == "RollingSync";
}
