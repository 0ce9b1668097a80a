using IdpBuilder.Manifests;
using IdpBuilder.Platform;

namespace IdpBuilder.Git.Gitea;

/// <summary>Has Gitea tell Argo CD of each push, whoever's repository it is to: one hook of the whole server, in the form that the cluster's Argo CD wants.</summary>
/// <param name="api">The cluster's API.</param>
internal sealed class GiteaHooks(IKubernetesApi api)
{
    /// <summary>Makes the hook or mends it. What it signs with is told by nobody, so that it is written each time.</summary>
    /// <param name="gitea">The server.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public async Task CompleteAsync(GiteaApi gitea, CancellationToken stop)
    {
        var listener = await PushListener.FindAsync(api, stop).ConfigureAwait(false);
        var ours = await OursAsync(gitea, stop).ConfigureAwait(false);
        if (listener is not null && ours.Count == 0)
        {
            await gitea.CreateHookAsync(listener, stop).ConfigureAwait(false);

            // Of two who make it at once, both see both, and keep the same one.
            ours = await OursAsync(gitea, stop).ConfigureAwait(false);
        }
        else if (listener is not null)
        {
            await gitea.ChangeHookAsync(ours[0], listener, stop).ConfigureAwait(false);
        }

        foreach (var hook in ours.Skip(listener is null ? 0 : 1))
        {
            await gitea.RemoveHookAsync(hook, stop).ConfigureAwait(false);
        }
    }

    private static async Task<IReadOnlyList<long>> OursAsync(GiteaApi gitea, CancellationToken stop) =>
        [.. (await gitea.HooksAsync(stop).ConfigureAwait(false)).Where(hook => PushListener.IsAddress(hook.Address)).Select(hook => hook.Id).Order()];
}
