namespace IdpBuilder.Kubernetes.Authentication;

/// <summary>The credential of a program: kept until it expires or is refused; then the program runs again, once for all who wait.</summary>
/// <param name="plugin">The program.</param>
/// <param name="clock">Tells whether what it gave has expired.</param>
internal sealed class ExecCredential(ExecPlugin plugin, TimeProvider clock) : ICredentialSource
{
    private readonly SemaphoreSlim _running = new(1);
    private readonly List<RequestCredential> _given = [];
    private volatile ExecAnswer? _answer;

    /// <inheritdoc/>
    public async ValueTask<RequestCredential> GetAsync(CancellationToken stop)
    {
        if (Current() is { } current)
        {
            return current;
        }

        await _running.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            return Current() ?? await RunAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            _running.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> RenewAsync(RequestCredential refused, CancellationToken stop)
    {
        // Of many requests that one credential failed, the first makes the program run; the others find what it gave.
        if (_answer is { } answer && ReferenceEquals(answer.Credential, refused))
        {
            _answer = null;
        }

        return new ValueTask<bool>(true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var credential in _given)
        {
            credential.Certificate?.Dispose();
        }
    }

    private RequestCredential? Current() =>
        _answer is { } answer && (answer.Expires is not { } expires || clock.GetUtcNow() < expires) ? answer.Credential : null;

    private async Task<RequestCredential> RunAsync(CancellationToken stop)
    {
        var answer = ExecAnswer.Read(await ExecProcess.RunAsync(plugin, stop).ConfigureAwait(false), plugin);
        _given.Add(answer.Credential);
        _answer = answer;
        return answer.Credential;
    }
}
