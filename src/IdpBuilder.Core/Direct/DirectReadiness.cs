using IdpBuilder.Manifests;
using IdpBuilder.Sync;
using IdpBuilder.Waiting;

namespace IdpBuilder.Direct;

/// <summary>Satisfied when a package that was applied without Argo CD has been applied whole and everything in it is healthy.</summary>
/// <param name="package">The package's name.</param>
internal sealed class DirectReadiness(string package) : IWaitCondition
{
    public string Description => $"package '{package}'";

    public WaitVerdict Evaluate(ObservedObjects objects)
    {
        var map = objects.All.FirstOrDefault(manifest => DirectRecords.IsRecord(manifest) && DirectRecord.Read(manifest).Package == package);
        return map is null ? WaitVerdict.Impossible("removed", new WaitCause($"Package '{package}'", "it was removed")) : Judge(DirectRecord.Read(map), objects.Find);
    }

    /// <summary>Judges a record beside the objects as they are.</summary>
    public static WaitVerdict Judge(DirectRecord record, Func<ResourceKey, Manifest?> find)
    {
        if (record.Operations.FirstOrDefault(operation => operation.Phase is OperationPhase.Failed or OperationPhase.Error) is { } failed)
        {
            return WaitVerdict.Impossible(failed.Phase.ToString(), [new WaitCause($"Application '{failed.Application}'", failed.Message), .. Reasons(failed)]);
        }

        if (record.Operations.FirstOrDefault(operation => operation.Phase != OperationPhase.Succeeded) is { } running)
        {
            return WaitVerdict.Waiting(running.Message.Length > 0 ? running.Message : "being applied");
        }

        var states = Health(record, find).ToArray();
        var degraded = Array.FindAll(states, state => state.Status == HealthStatus.Degraded);
        if (degraded.Length > 0)
        {
            return WaitVerdict.Impossible("Degraded", [.. degraded.Select(state => new WaitCause($"{state.Kind} '{state.Name}'", state.Message))]);
        }

        var open = states.FirstOrDefault(state => state.Status is not (null or HealthStatus.Healthy));
        return open is null ? WaitVerdict.Satisfied("Synced, Healthy") : WaitVerdict.Waiting($"{open.Kind} '{open.Name}' is {open.Status}{(open.Message.Length > 0 ? $": {open.Message}" : string.Empty)}");
    }

    /// <summary>The health of every object of a package that is no hook's.</summary>
    public static IEnumerable<ResourceHealth> Health(DirectRecord record, Func<ResourceKey, Manifest?> find)
    {
        foreach (var item in record.Operations.SelectMany(operation => operation.Inventory).Distinct())
        {
            yield return find(item.Key) is { } live
                ? ResourceHealth.Of(live)
                : new ResourceHealth(item.Type.Kind, item.Namespace, item.Name, HealthStatus.Missing, "it is not there");
        }
    }

    private static IEnumerable<WaitCause> Reasons(DirectOperation operation) => operation.Results
        .Where(result => result.Code == SyncResultCode.SyncFailed || result.State is OperationPhase.Failed or OperationPhase.Error)
        .Select(result => new WaitCause($"{result.Key.Kind} '{result.Key.Name}'", result.Message));
}
