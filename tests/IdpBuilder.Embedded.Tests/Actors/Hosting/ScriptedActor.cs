using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tests.Actors.Hosting;

/// <summary>An actor that does what a test says.</summary>
internal sealed class ScriptedActor(
    Func<ResourceKey, ActorContext, CancellationToken, Task<Reconciliation>> reconcile, params ActorWatch[] watches) : IActor
{
    public string Name => "scripted-actor";

    public IReadOnlyList<ActorWatch> Watches => watches;

    public Task<Reconciliation> ReconcileAsync(ResourceKey key, ActorContext context, CancellationToken stop) => reconcile(key, context, stop);
}
