namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>What a reconciliation came to.</summary>
/// <param name="Again">The cluster time after which the object is looked at again; null to wait for a watch.</param>
internal readonly record struct Reconciliation(TimeSpan? Again)
{
    /// <summary>Nothing more to do until something changes.</summary>
    public static Reconciliation Done => default;

    /// <summary>Look again after a while of cluster time.</summary>
    public static Reconciliation After(TimeSpan wait) => new(wait);
}
