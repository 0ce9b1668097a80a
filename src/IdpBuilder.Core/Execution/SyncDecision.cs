namespace IdpBuilder.Execution;

/// <summary>What installing does about the sync of an Application that is in the cluster already.</summary>
internal enum SyncDecision
{
    /// <summary>Nothing: what is wanted is synced, or being synced.</summary>
    Leave,

    /// <summary>Asks for a sync.</summary>
    Request,

    /// <summary>Waits for what Argo CD is doing: a request made meanwhile would be lost with the end of that.</summary>
    Await,

    /// <summary>Ends the sync of an earlier version.</summary>
    Terminate,
}
