using System.Globalization;
using IdpBuilder.Contract.Tests.Api;
using IdpBuilder.Waiting;

namespace IdpBuilder.Contract.Tests.Faults;

/// <summary>Waits until the holder of a lease has renewed it at a time.</summary>
internal sealed class LeaseRenewed(DateTimeOffset at) : IWaitCondition
{
    // As precise as Kubernetes writes it.
    private readonly string _at = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    public string Description => "the renewal";

    public WaitVerdict Evaluate(ObservedObjects objects)
    {
        var seen = objects.All.FirstOrDefault()?.Text("spec", "renewTime") ?? "nothing";
        return seen == _at ? WaitVerdict.Satisfied(seen) : WaitVerdict.Waiting(seen);
    }
}
