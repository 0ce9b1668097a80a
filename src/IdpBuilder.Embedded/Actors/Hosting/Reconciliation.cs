namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>What a reconciliation came to. It replaces what the reconciliation of the same key before it asked for.</summary>
/// <param name="Again">The cluster time after which the object is looked at again; null to wait for a watch.</param>
/// <param name="Urgency">Whether the clock jumps there, stops there on its way, or only passes.</param>
internal readonly record struct Reconciliation(TimeSpan? Again, TimerUrgency Urgency = TimerUrgency.Driving)
{
    /// <summary>Nothing more to do until something changes.</summary>
    public static Reconciliation Done => default;

    /// <summary>Look again after a while of cluster time, which jumps there as soon as nothing else is to do.</summary>
    public static Reconciliation After(TimeSpan wait) => new(wait);

    /// <summary>
    /// Look again when the cluster's time has come so far, without making it jump there: for what recurs for ever, as schedules do, and
    /// for cleaning up.
    /// </summary>
    public static Reconciliation WhenDue(TimeSpan wait) => new(wait, TimerUrgency.Patient);

    /// <summary>Look again once the cluster's time has passed this, which it may do in one jump: for looks that only make sure.</summary>
    public static Reconciliation WhenPassed(TimeSpan wait) => new(wait, TimerUrgency.Passing);
}
