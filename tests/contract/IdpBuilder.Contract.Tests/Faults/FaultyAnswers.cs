using System.Net;
using System.Text;

namespace IdpBuilder.Contract.Tests.Faults;

/// <summary>Stands before a server and answers some requests itself.</summary>
/// <param name="server">The way to the server.</param>
/// <param name="answer">The answer to the nth time that a request comes; null to pass it on.</param>
/// <param name="passed">May change the body of an answer that the server gave.</param>
internal sealed class FaultyAnswers(
    HttpMessageHandler server, Func<HttpRequestMessage, int, HttpResponseMessage?> answer, Func<HttpRequestMessage, Stream, Stream>? passed = null)
    : DelegatingHandler(server)
{
    private readonly Dictionary<string, int> _times = new(StringComparer.Ordinal);

    /// <summary>How many requests were answered here.</summary>
    public int Refused { get; private set; }

    /// <summary>Too many requests, and when to come again.</summary>
    public static HttpResponseMessage Busy(int seconds) => new(HttpStatusCode.TooManyRequests)
    {
        Headers = { RetryAfter = new(TimeSpan.FromSeconds(seconds)) },
        Content = new StringContent("""{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"TooManyRequests","message":"too many requests","code":429}""", Encoding.UTF8, "application/json"),
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Answer(request) is { } own)
        {
            return own;
        }

        var response = await base.SendAsync(request, cancellationToken);
        if (passed is not null)
        {
            response.Content = new StreamContent(passed(request, await response.Content.ReadAsStreamAsync(cancellationToken)));
        }

        return response;
    }

    private HttpResponseMessage? Answer(HttpRequestMessage request)
    {
        lock (_times)
        {
            var key = $"{request.Method} {request.RequestUri}";
            var own = answer(request, _times[key] = _times.GetValueOrDefault(key) + 1);
            Refused += own is null ? 0 : 1;
            return own;
        }
    }
}
