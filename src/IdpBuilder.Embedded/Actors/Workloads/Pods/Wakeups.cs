using IdpBuilder.Embedded.Actors.Hosting;

namespace IdpBuilder.Embedded.Actors.Workloads.Pods;

/// <summary>Gathers the times at which something is to be looked at again.</summary>
internal sealed class Wakeups
{
    private TimeSpan? _driving;
    private TimeSpan? _patient;

    /// <summary>The next look.</summary>
    public Reconciliation Next =>
        _driving is { } soon ? Reconciliation.After(soon)
        : _patient is { } late ? Reconciliation.WhenDue(late)
        : Reconciliation.Done;

    /// <summary>Asks for a look after a while.</summary>
    public void After(TimeSpan wait, bool patient = false)
    {
        if (patient)
        {
            _patient = _patient < wait ? _patient : wait;
        }
        else
        {
            _driving = _driving < wait ? _driving : wait;
        }
    }
}
