namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>What a reconciliation came to.</summary>
/// <param name="Again">The cluster time after which the object is looked at again; null to wait for a watch.</param>
/// <param name="Patient">Whether the cluster's time must come there by itself: the clock does not jump for it, as it must not for a schedule without end.</param>
internal readonly record struct Reconciliation(TimeSpan? Again, bool Patient = false)
{
    /// <summary>Nothing more to do until something changes.</summary>
    public static Reconciliation Done => default;

    /// <summary>Look again after a while of cluster time.</summary>
    public static Reconciliation After(TimeSpan wait) => new(wait);

    /// <summary>Look again when the cluster's time has come so far, without making it jump there.</summary>
    public static Reconciliation WhenDue(TimeSpan wait) => new(wait, Patient: true);
}
