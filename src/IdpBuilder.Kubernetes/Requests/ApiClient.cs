using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Kubernetes.Authentication;

namespace IdpBuilder.Kubernetes.Requests;

/// <summary>Sends requests to one API server: the only place where requests are signed, repeated and their refusals read.</summary>
internal sealed class ApiClient(ApiTransport transport, RetryPolicy retries, TimeProvider clock) : IDisposable
{
    /// <summary>How long one attempt may take; a connection that is half open answers never.</summary>
    internal static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(60);

    // Paths are appended: a server may sit below a path of its own, such as a proxy's.
    private readonly Uri _root = transport.Server.AbsolutePath.EndsWith('/') ? transport.Server : new Uri(transport.Server + "/");

    /// <summary>Who talks to whom, for messages.</summary>
    public ServerIdentity Identity => transport.Identity;

    /// <summary>Sends a request and reads the JSON object it is answered with.</summary>
    public Task<JsonObject> SendAsync(ApiRequest request, CancellationToken stop) =>
        RepeatAsync(request, async (credential, limit) =>
        {
            using var response = await OpenOnceAsync(request, credential, limit).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? new Attempt<JsonObject>(await ReadAsync(request, response, limit).ConfigureAwait(false))
                : await RefusedAsync<JsonObject>(response, limit).ConfigureAwait(false);
        }, stop);

    /// <summary>Sends a request and returns its successful answer with the body still unread; the caller disposes it.</summary>
    public Task<HttpResponseMessage> OpenAsync(ApiRequest request, CancellationToken stop) =>
        RepeatAsync(request, async (credential, limit) =>
        {
            var response = await OpenOnceAsync(request, credential, limit).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return new Attempt<HttpResponseMessage>(response);
            }

            using (response)
            {
                return await RefusedAsync<HttpResponseMessage>(response, limit).ConfigureAwait(false);
            }
        }, stop);

    /// <inheritdoc/>
    public void Dispose() => transport.Dispose();

    private async Task<T> RepeatAsync<T>(
        ApiRequest request, Func<RequestCredential, CancellationToken, Task<Attempt<T>>> attempt, CancellationToken stop)
        where T : class
    {
        var renewed = false;
        for (var number = 1; ; number++)
        {
            var credential = await CredentialAsync(request, stop).ConfigureAwait(false);
            var result = await TryAsync(limit => attempt(credential, limit), stop).ConfigureAwait(false);
            if (result.Answer is { } answer)
            {
                return answer;
            }

            // A refused credential is renewed once: whoever is refused again is not wanted.
            if (result.Code == HttpStatusCode.Unauthorized && !renewed && await RenewAsync(request, credential, stop).ConfigureAwait(false))
            {
                renewed = true;
                continue;
            }

            var wait = result.Failure is { } failure
                ? retries.AfterLostConnection(number, request, failure) ?? throw ApiErrors.Unanswered(request, transport.Identity, failure)
                : retries.AfterRefusal(number, request, result.Code, result.RetryAfter)
                    ?? throw ApiErrors.Refused(request, transport.Identity, result.Code, result.Status);
            await Task.Delay(wait, clock, stop).ConfigureAwait(false);
        }
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

    private async Task<Attempt<T>> TryAsync<T>(Func<CancellationToken, Task<Attempt<T>>> attempt, CancellationToken stop)
        where T : class
    {
        using var limit = new CancellationTokenSource(AttemptLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            return await attempt(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!stop.IsCancellationRequested && limit.IsCancellationRequested)
        {
            return new Attempt<T>(new TimeoutException($"no answer within {AttemptLimit.TotalSeconds:0} s", exception));
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
        if (request.Body.Length > 0)
        {
            message.Content = new ReadOnlyMemoryContent(request.Body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(request.MediaType);
        }

        return await transport.SendAsync(message, credential, stop).ConfigureAwait(false);
    }

    private async Task<JsonObject> ReadAsync(ApiRequest request, HttpResponseMessage response, CancellationToken stop)
    {
        try
        {
            var body = await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
            return await JsonNode.ParseAsync(body, cancellationToken: stop).ConfigureAwait(false) as JsonObject
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

        return new Attempt<T>(response.StatusCode, status, response.Headers.RetryAfter?.Delta);
    }

    /// <summary>What came of sending a request once: an answer, a refusal or a lost connection.</summary>
    private readonly record struct Attempt<T>(T? Answer, Exception? Failure, HttpStatusCode Code, JsonObject? Status, TimeSpan? RetryAfter)
        where T : class
    {
        public Attempt(T answer)
            : this(answer, null, default, null, null)
        {
        }

        public Attempt(Exception failure)
            : this(null, failure, default, null, null)
        {
        }

        public Attempt(HttpStatusCode code, JsonObject? status, TimeSpan? retryAfter)
            : this(null, null, code, status, retryAfter)
        {
        }
    }
}
