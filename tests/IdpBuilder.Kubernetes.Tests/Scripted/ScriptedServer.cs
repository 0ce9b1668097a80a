using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Kubernetes.Authentication;
using IdpBuilder.Kubernetes.Requests;
using Microsoft.Extensions.Time.Testing;

namespace IdpBuilder.Kubernetes.Tests.Scripted;

/// <summary>A server that answers each route with what a test has scripted, in that order; the last answer stays.</summary>
internal sealed class ScriptedServer : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Func<HttpResponseMessage>>> _answers = [];
    private readonly ConcurrentQueue<ReceivedRequest> _received = [];

    public ScriptedServer()
    {
        On("GET /api", Json(Documents.CoreDiscovery));
        On("GET /apis", Json(Documents.GroupDiscovery));
    }

    public FakeTimeProvider Clock { get; } = new() { AutoAdvanceAmount = TimeSpan.Zero };

    /// <summary>The requests beside discovery, in order.</summary>
    public IReadOnlyList<ReceivedRequest> Received => [.. _received.Where(request => request.Path is not ("/api" or "/apis"))];

    /// <summary>How often discovery was asked for.</summary>
    public int Discoveries => _received.Count(request => request.Path == "/apis");

    public static Func<HttpResponseMessage> Json(string body, HttpStatusCode code = HttpStatusCode.OK) => () => new HttpResponseMessage(code)
    {
        Content = new StringContent(body, Encoding.UTF8, "application/json"),
    };

    public static Func<HttpResponseMessage> Json(JsonNode body, HttpStatusCode code = HttpStatusCode.OK) => Json(body.ToJsonString(), code);

    public static Func<HttpResponseMessage> Status(int code, string reason, string message, int? retryAfter = null) => () =>
    {
        var response = Json(new JsonObject { ["kind"] = "Status", ["code"] = code, ["reason"] = reason, ["message"] = message }, (HttpStatusCode)code)();
        if (retryAfter is { } seconds)
        {
            response.Headers.Add("Retry-After", $"{seconds}");
        }

        return response;
    };

    public static Func<HttpResponseMessage> Stream(StreamedBody body) => () => new HttpResponseMessage { Content = new StreamContent(body) };

    public static Func<HttpResponseMessage> Fails(Exception exception) => () => throw exception;

    /// <summary>Scripts the next answers of a route such as <c>GET /api/v1/pods</c>.</summary>
    public ScriptedServer On(string route, params IEnumerable<Func<HttpResponseMessage>> answers)
    {
        var queue = _answers.GetOrAdd(route, _ => []);
        foreach (var answer in answers)
        {
            queue.Enqueue(answer);
        }

        return this;
    }

    /// <summary>Forgets what was scripted for a route.</summary>
    public ScriptedServer Off(string route)
    {
        _answers.TryRemove(route, out _);
        return this;
    }

    /// <summary>An API that talks to this server.</summary>
    public KubernetesApi Api(string token = "", Func<int>? connectionsMade = null) => new(
        new ApiTransport(new ServerIdentity(new Uri("https://scripted.test/")), _ => this, new FixedCredential(RequestCredential.OfToken(token)))
        {
            ConnectionsMade = connectionsMade ?? (() => 0),
        },
        Clock,
        () => 0.5);

    /// <summary>Lets the clock run until the work has ended, so that waits cost no time.</summary>
    public async Task<T> RunAsync<T>(Task<T> work)
    {
        while (!work.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        return await work;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var received = new ReceivedRequest(
            request.Method.Method,
            request.RequestUri!.AbsolutePath,
            Uri.UnescapeDataString(request.RequestUri.Query.TrimStart('?')),
            request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken),
            request.Content?.Headers.ContentType?.ToString() ?? string.Empty,
            request.Headers.Accept.ToString(),
            request.Headers.Authorization?.ToString() ?? string.Empty);
        _received.Enqueue(received);
        if (!_answers.TryGetValue(received.Route, out var answers))
        {
            return Status(404, "NotFound", $"nothing scripted for {received.Route}")();
        }

        return (answers.Count > 1 && answers.TryDequeue(out var next) ? next : answers.TryPeek(out var last) ? last : throw new InvalidOperationException())();
    }
}
