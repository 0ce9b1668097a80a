namespace IdpBuilder.Sync;

/// <summary>What the phases of an operation mean.</summary>
public static class OperationPhases
{
    /// <summary>Whether nothing more will happen.</summary>
    public static bool IsCompleted(this OperationPhase phase) =>
        phase is OperationPhase.Failed or OperationPhase.Error or OperationPhase.Succeeded;
}
