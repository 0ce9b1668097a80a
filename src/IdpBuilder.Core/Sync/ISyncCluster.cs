using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>All that a sync operation needs of a cluster. A failure is an <see cref="Errors.IdpException"/>; its message becomes the task's.</summary>
public interface ISyncCluster : ISyncView
{
    /// <summary>Writes one object.</summary>
    /// <returns>What kubectl would print, such as <c>service/web created</c>.</returns>
    Task<string> WriteAsync(SyncWrite write, CancellationToken stop);

    /// <summary>Requests the deletion of an object; false when there was none.</summary>
    Task<bool> DeleteAsync(ResourceReference target, DeletionPropagation propagation, CancellationToken stop);

    /// <summary>Takes a finalizer from an object, however often it changes meanwhile. An object that is gone is well.</summary>
    Task RemoveFinalizerAsync(Manifest live, string finalizer, CancellationToken stop);

    /// <summary>Waits, for at most three seconds, until the cluster serves the kind that a CustomResourceDefinition defines.</summary>
    Task WaitForEstablishedAsync(string definition, CancellationToken stop);
}
