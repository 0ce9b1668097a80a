using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets;

/// <summary>What a set may do to its Applications once they exist.</summary>
/// <param name="AllowsUpdate">Whether it updates them.</param>
/// <param name="AllowsDelete">Whether it deletes those it no longer generates.</param>
internal readonly record struct ApplicationsSyncPolicy(bool AllowsUpdate, bool AllowsDelete)
{
    /// <summary>The policy of a set; without one it does everything.</summary>
    public static ApplicationsSyncPolicy Of(Manifest set) => set.Spec.Map("syncPolicy").Text("applicationsSync") switch
    {
        "create-only" => new(AllowsUpdate: false, AllowsDelete: false),
        "create-update" => new(AllowsUpdate: true, AllowsDelete: false),
        "create-delete" => new(AllowsUpdate: false, AllowsDelete: true),
        _ => new(AllowsUpdate: true, AllowsDelete: true),
    };
}
