namespace IdpBuilder.Kubernetes.Requests;

/// <summary>
/// Knows whether answers can be believed. A server that has only just started calls objects, types and rights missing that it has not
/// read yet, and says so only when it is asked whether it is ready. A new connection may lead to such a server; an old one does not.
/// </summary>
/// <param name="connectionsMade">Counts the connections to the server.</param>
internal sealed class ServerReadiness(Func<int> connectionsMade)
{
    private int _vouchedFor;

    /// <summary>Whether an answer must be asked for again: it came, or may have come, from a server that was not ready.</summary>
    /// <param name="isReady">Asks the server.</param>
    public async Task<bool> IsInDoubtAsync(Func<Task<bool>> isReady)
    {
        var made = connectionsMade();
        if (Volatile.Read(ref _vouchedFor) == made)
        {
            return false;
        }

        if (await isReady().ConfigureAwait(false))
        {
            // From now on; the answer came before.
            Volatile.Write(ref _vouchedFor, made);
        }

        return true;
    }
}
