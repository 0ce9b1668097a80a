namespace IdpBuilder.Sync;

/// <summary>The ways of writing an object that Argo CD takes from kubectl.</summary>
public enum SyncVerb
{
    /// <summary>Creates it, or merges into what is there.</summary>
    Apply,

    /// <summary>Creates it; fails when it is there.</summary>
    Create,

    /// <summary>Replaces it, or deletes and creates it when forced.</summary>
    Replace,

    /// <summary>Replaces it in place whatever happens, because its deletion would take others along.</summary>
    Update,
}
