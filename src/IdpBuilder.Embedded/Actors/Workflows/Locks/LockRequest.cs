namespace IdpBuilder.Embedded.Actors.Workflows.Locks;

/// <summary>A lock that a workflow or template asks for.</summary>
/// <param name="Kind">The field of <c>status.synchronization</c> that says who has it: <c>mutex</c> or <c>semaphore</c>.</param>
/// <param name="Name">Its name among all locks: <c>namespace/Mutex/name</c> or <c>namespace/ConfigMap/name/key</c>.</param>
/// <param name="Limit">How many may have it at once.</param>
internal sealed record LockRequest(string Kind, string Name, int Limit)
{
    public const string Mutex = "mutex";
    public const string Semaphore = "semaphore";
}
