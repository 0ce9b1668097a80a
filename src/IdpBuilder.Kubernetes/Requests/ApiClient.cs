using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Kubernetes.Authentication;

namespace IdpBuilder.Kubernetes.Requests;

/// <summary>Sends requests to one API server: the only place where requests are signed, repeated and their refusals read.</summary>
internal sealed class ApiClient(ApiTransport transport, RetryPolicy retries, TimeProvider clock) : IDisposable
{
    /// <summary>For how long nothing may arrive; a connection that is half open answers never, and a slow one now and then.</summary>
    internal static readonly TimeSpan QuietLimit = TimeSpan.FromSeconds(60);

    private readonly ServerReadiness _readiness = new(transport.ConnectionsMade);
    private volatile bool _hasAnswered;

    // Paths are appended: a server may sit below a path of its own, such as a proxy's.
    private readonly Uri _root = transport.Server.AbsolutePath.EndsWith('/') ? transport.Server : new Uri(transport.Server + "/");

    /// <summary>Who talks to whom, for messages.</summary>
    public ServerIdentity Identity => transport.Identity;

    /// <summary>Sends a request and reads the JSON object it is answered with.</summary>
    public Task<JsonObject> SendAsync(ApiRequest request, CancellationToken stop) =>
        RepeatAsync(request, async (credential, patience) =>
        {
            using var response = await OpenOnceAsync(request, credential, patience.Token).ConfigureAwait(false);
            TellWarnings(request, response);
            return response.IsSuccessStatusCode
                ? new Attempt<JsonObject>(await ReadAsync(request, response, patience).ConfigureAwait(false))
                : await RefusedAsync<JsonObject>(response, patience.Token).ConfigureAwait(false);
        }, stop);

    /// <summary>Sends a request for a stream and returns its successful answer with the body still unread; the caller disposes it.</summary>
    public Task<HttpResponseMessage> OpenAsync(ApiRequest request, CancellationToken stop) =>
        RepeatAsync(request with { Streamed = true }, async (credential, patience) =>
        {
            var response = await OpenOnceAsync(request with { Streamed = true }, credential, patience.Token).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return new Attempt<HttpResponseMessage>(response);
            }

            using (response)
            {
                return await RefusedAsync<HttpResponseMessage>(response, patience.Token).ConfigureAwait(false);
            }
        }, stop);

    /// <summary>Opens a WebSocket in place of a request's answer; the caller disposes it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="protocol">The protocol spoken on the socket.</param>
    /// <param name="stop">Cancels the opening.</param>
    public Task<WebSocket> UpgradeAsync(ApiRequest request, string protocol, CancellationToken stop) =>
        RepeatAsync(request with { Upgrades = true }, (credential, patience) => UpgradeOnceAsync(request, protocol, credential, patience.Token), stop);

    /// <inheritdoc/>
    public void Dispose() => transport.Dispose();

    // Source of the header's form: KEP-1693, and RFC 7234 section 5.5.
    private static void TellWarnings(ApiRequest request, HttpResponseMessage response)
    {
        if (request.Warned is { } warned && response.IsSuccessStatusCode)
        {
            foreach (var warning in response.Headers.Warning.Where(warning => warning.Code == 299))
            {
                warned(warning.Text.Trim('"').Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal));
            }
        }
    }

    private async Task<T> RepeatAsync<T>(
        ApiRequest request, Func<RequestCredential, AttemptPatience, Task<Attempt<T>>> attempt, CancellationToken stop)
        where T : class
    {
        var renewed = false;
        var begin = clock.GetTimestamp();
        for (var number = 1; ; number++)
        {
            var credential = await CredentialAsync(request, stop).ConfigureAwait(false);
            var result = await TryAsync(patience => attempt(credential, patience), stop).ConfigureAwait(false);
            if (result.Answer is { } answer)
            {
                _hasAnswered = true;
                return answer;
            }

            // A refused credential is renewed once: whoever is refused again is not wanted.
            if (result.Code == HttpStatusCode.Unauthorized && !renewed && await RenewAsync(request, credential, stop).ConfigureAwait(false))
            {
                renewed = true;
                continue;
            }

            var effort = new RequestEffort(number, clock.GetElapsedTime(begin), _hasAnswered);

            // A new connection raises the doubt anew; whoever makes one each time would never be sure.
            var wait = (!request.Upgrades || number == 1) && await IsInDoubtAsync(request, result.Code, credential, stop).ConfigureAwait(false)
                ? retries.WhileInDoubt(effort)
                : result.Failure is { } failure
                    ? retries.AfterLostConnection(effort, request, failure) ?? throw ApiErrors.Unanswered(request, transport.Identity, failure)
                    : retries.AfterRefusal(effort, request, result.Refusal);
            await Task.Delay(wait ?? throw ApiErrors.Refused(request, transport.Identity, result.Code, result.Refusal.Status), clock, stop).ConfigureAwait(false);
        }
    }

    // What is missing, forbidden or unknown to a server that has only just started may be there in a moment.
    private async Task<bool> IsInDoubtAsync(ApiRequest request, HttpStatusCode code, RequestCredential credential, CancellationToken stop) =>
        (code is HttpStatusCode.NotFound or HttpStatusCode.Forbidden || (code == HttpStatusCode.Unauthorized && !request.Once))
        && await _readiness.IsInDoubtAsync(() => IsReadyAsync(credential, stop)).ConfigureAwait(false);

    private async Task<bool> IsReadyAsync(RequestCredential credential, CancellationToken stop)
    {
        var question = new ApiRequest(HttpMethod.Get, "readyz", "Asking for", "the server's readiness") { Accept = "*/*" };
        var result = await TryAsync(
            async patience =>
            {
                using var response = await OpenOnceAsync(question, credential, patience.Token).ConfigureAwait(false);
                return new Attempt<object>(new Refusal(response.StatusCode, null, null));
            },
            stop).ConfigureAwait(false);

        // Whoever may not ask, or asks a server that does not know the question, has to take its answers as they are.
        return result.Failure is null && (int)result.Code < 500;
    }

    // Not part of an attempt: a program that asks its user to log in may take longer than a server to answer.
    private async Task<RequestCredential> CredentialAsync(ApiRequest request, CancellationToken stop)
    {
        try
        {
            return await transport.Credentials.GetAsync(stop).ConfigureAwait(false);
        }
        catch (CredentialException exception)
        {
            throw ApiErrors.CredentialsUnavailable(request, transport.Identity, exception);
        }
    }

    private async Task<bool> RenewAsync(ApiRequest request, RequestCredential refused, CancellationToken stop)
    {
        try
        {
            return await transport.Credentials.RenewAsync(refused, stop).ConfigureAwait(false);
        }
        catch (CredentialException exception)
        {
            throw ApiErrors.CredentialsUnavailable(request, transport.Identity, exception);
        }
    }

    private async Task<Attempt<T>> TryAsync<T>(Func<AttemptPatience, Task<Attempt<T>>> attempt, CancellationToken stop)
        where T : class
    {
        using var patience = new AttemptPatience(QuietLimit, clock, stop);
        try
        {
            return await attempt(patience).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!stop.IsCancellationRequested && patience.IsOver)
        {
            // Where one connection is half open the others are, too: each would take as long to be found out.
            transport.Renew();
            return new Attempt<T>(new TimeoutException($"nothing arrived for {QuietLimit.TotalSeconds:0} s", exception));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or ObjectDisposedException)
        {
            return new Attempt<T>(exception);
        }
    }

    private async Task<HttpResponseMessage> OpenOnceAsync(ApiRequest request, RequestCredential credential, CancellationToken stop)
    {
        using var message = new HttpRequestMessage(request.Method, new Uri(_root, request.Path));
        message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        if (request.Streamed)
        {
            // Streams are silent for as long as nothing happens: only HTTP/2 can tell a quiet connection from a dead one.
            message.Version = HttpVersion.Version20;
            message.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        }

        if (request.Body.Length > 0)
        {
            message.Content = new ReadOnlyMemoryContent(request.Body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(request.MediaType);
        }

        return await transport.SendAsync(message, credential, stop).ConfigureAwait(false);
    }

    private async Task<Attempt<WebSocket>> UpgradeOnceAsync(ApiRequest request, string protocol, RequestCredential credential, CancellationToken stop)
    {
        var address = new Uri(_root, request.Path);
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.AddSubProtocol(protocol);
            socket.Options.CollectHttpResponseDetails = true;
            var scheme = address.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;
            await transport.ConnectAsync(socket, new UriBuilder(address) { Scheme = scheme }.Uri, credential, stop).ConfigureAwait(false);
            return new Attempt<WebSocket>(socket);
        }
        catch (WebSocketException exception)
        {
            var code = socket.HttpStatusCode;
            socket.Dispose();
            return (int)code >= 400
                ? new Attempt<WebSocket>(new Refusal(code, null, null))
                : new Attempt<WebSocket>(exception.InnerException ?? exception);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<JsonObject> ReadAsync(ApiRequest request, HttpResponseMessage response, AttemptPatience patience)
    {
        try
        {
            var body = await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
            return await JsonNode.ParseAsync(new ArrivingStream(body, patience.Renew), cancellationToken: patience.Token).ConfigureAwait(false) as JsonObject
                ?? throw ApiErrors.NotKubernetes(request, transport.Identity, null);
        }
        catch (JsonException exception)
        {
            throw ApiErrors.NotKubernetes(request, transport.Identity, exception);
        }
    }

    private static async Task<Attempt<T>> RefusedAsync<T>(HttpResponseMessage response, CancellationToken stop)
        where T : class
    {
        JsonObject? status = null;
        try
        {
            var body = await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
            status = await JsonNode.ParseAsync(body, cancellationToken: stop).ConfigureAwait(false) as JsonObject;
        }
        catch (JsonException)
        {
            // A proxy's page, or the plain text of a path that nobody serves: the code says enough.
        }

        return new Attempt<T>(new Refusal(response.StatusCode, status, response.Headers.RetryAfter?.Delta));
    }

    /// <summary>What came of sending a request once: an answer, a refusal or a lost connection.</summary>
    private readonly record struct Attempt<T>(T? Answer, Exception? Failure, Refusal Refusal)
        where T : class
    {
        public Attempt(T answer)
            : this(answer, null, default)
        {
        }

        public Attempt(Exception failure)
            : this(null, failure, default)
        {
        }

        public Attempt(Refusal refusal)
            : this(null, null, refusal)
        {
        }

        public HttpStatusCode Code => Refusal.Code;
    }
}
