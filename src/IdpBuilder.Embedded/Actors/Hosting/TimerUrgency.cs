namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>What a timer asks of the cluster's time.</summary>
internal enum TimerUrgency
{
    /// <summary>Time jumps there as soon as nothing else is to do.</summary>
    Driving,

    /// <summary>Time is not moved on for it, but stops there on its way further: a schedule is kept to.</summary>
    Patient,

    /// <summary>Time does not stop there either: it fires once when it has been passed, however far.</summary>
    Passing,
}
