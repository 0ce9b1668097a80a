using IdpBuilder.Manifests;
using IdpBuilder.Waiting;

namespace IdpBuilder.Direct;

/// <summary>Satisfied when a lease is gone or has been written again.</summary>
/// <param name="lease">The lease as it was seen.</param>
/// <param name="package">The package it is for.</param>
internal sealed class LeaseChanged(Manifest lease, string package) : IWaitCondition
{
    public string Description => $"the other installation of '{package}' ('{lease.Spec.Text("holderIdentity")}')";

    public WaitVerdict Evaluate(ObservedObjects objects) =>
        objects.Find(lease.Key) is { } now && now.ResourceVersion == lease.ResourceVersion
            ? WaitVerdict.Waiting("it is under way")
            : WaitVerdict.Satisfied("it went on");
}
