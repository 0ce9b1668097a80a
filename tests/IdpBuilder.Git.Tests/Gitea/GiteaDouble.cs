using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using IdpBuilder.Tests.Forwarding;

namespace IdpBuilder.Git.Tests.Gitea;

/// <summary>
/// Stands for Gitea on a real socket: it takes only requests that Gitea's published API knows, answers with what Gitea answers, quirks
/// included, and keeps real git repositories, into which real git receives what is pushed.
/// </summary>
internal sealed class GiteaDouble : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closed = new();
    private readonly ConcurrentQueue<HttpRequest> _requests = [];
    private readonly ConcurrentQueue<string> _mistakes = [];
    private readonly PublishedApi _published = new();
    private readonly GiteaAnswers _answers;
    private readonly Task _accepting;

    public GiteaDouble(string owner, string password)
    {
        _answers = new GiteaAnswers(owner);
        (Owner, Password) = (owner, password);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Owner { get; }

    public string Password { get; set; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The requests so far, as method and path.</summary>
    public IReadOnlyList<string> Requests => [.. _requests.Select(request => $"{request.Method} {request.Path}")];

    /// <summary>What Gitea would not have understood, or would not have answered so.</summary>
    public IReadOnlyList<string> Mistakes => [.. _mistakes];

    /// <summary>Is told of each request before it is answered; what it throws breaks the connection off.</summary>
    public Func<HttpRequest, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Is told of each request before its answer is sent; what it throws loses the answer.</summary>
    public Func<HttpRequest, Task> After { get; set; } = _ => Task.CompletedTask;

    /// <summary>The access tokens that were made, by name.</summary>
    public IReadOnlyDictionary<string, string> Tokens => _answers.Tokens;

    /// <summary>The hooks of the whole server.</summary>
    public GiteaHookAnswers Hooks => _answers.Hooks;

    /// <summary>Where a repository is on disk.</summary>
    public string DirectoryOf(string name) => _answers.DirectoryOf(name);

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        _listener.Stop();
        await _accepting;
        _answers.Dispose();
        _closed.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_closed.Token));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException || _closed.IsCancellationRequested)
        {
            // Closed, maybe between two clients.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        client.NoDelay = true;
        try
        {
            var stream = client.GetStream();
            while (await HttpRequest.ReadAsync(stream, _closed.Token) is { } request)
            {
                _requests.Enqueue(request);
                await Before(request);
                var (code, type, body) = await AnswerAsync(request);
                await After(request);
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {code} {(HttpStatusCode)code}\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n"), _closed.Token);
                await stream.WriteAsync(body, _closed.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Broken off.
        }
    }

    // Tokens are made and removed with the password alone.
    private string MistakeOf(HttpRequest request)
    {
        var given = request.Headers.GetValueOrDefault("Authorization");
        string Header(string password) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Owner}:{password}"));
        return given == Header(Password) ? string.Empty
            : !Tokens.Values.Any(token => given == Header(token)) ? "invalid username, password or token"
            : request.Path.Contains("/tokens", StringComparison.Ordinal) ? "auth required"
            : string.Empty;
    }

    private async Task<(int Code, string Type, byte[] Body)> AnswerAsync(HttpRequest request)
    {
        if (MistakeOf(request) is { Length: > 0 } mistake)
        {
            return (401, "application/json", Encoding.UTF8.GetBytes($$"""{"message":"{{mistake}}"}"""));
        }

        if (request.Path.EndsWith("/git-receive-pack", StringComparison.Ordinal))
        {
            return await _answers.ReceiveAsync(request);
        }

        string[] mistakes = [.. _published.MistakesOf(request)];
        if (mistakes.Length > 0)
        {
            Array.ForEach(mistakes, _mistakes.Enqueue);
            return (422, "application/json", "{}"u8.ToArray());
        }

        var (code, body) = await _answers.ToAsync(request);
        if (!_published.Allows(request, code))
        {
            _mistakes.Enqueue($"{request.Method} {request.Path}: Gitea does not answer {code}");
        }

        return (code, "application/json", body is null ? [] : Encoding.UTF8.GetBytes(body.ToJsonString()));
    }
}
