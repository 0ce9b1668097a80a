using System.Net;
using IdpBuilder.Kubernetes.Requests;

namespace IdpBuilder.Kubernetes;

/// <summary>Decides which requests are sent again, and after which wait. It neither waits nor sends.</summary>
/// <param name="jitter">A random number from 0 to 1, so that clients that failed together do not come back together.</param>
internal sealed class RetryPolicy(Func<double> jitter)
{
    /// <summary>How often a request is sent at most; with the waits below, an API server has about ten seconds to come back.</summary>
    private const int MostAttempts = 10;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestAskedWait = TimeSpan.FromSeconds(30);

    /// <summary>The wait before a refused request is sent again; null to give up.</summary>
    /// <param name="attempt">How often it was sent.</param>
    /// <param name="request">The request.</param>
    /// <param name="code">How it was refused.</param>
    /// <param name="asked">The wait that the server asked for, if it did.</param>
    public TimeSpan? AfterRefusal(int attempt, ApiRequest request, HttpStatusCode code, TimeSpan? asked)
    {
        // With a Retry-After the server says itself that it did nothing yet.
        var again = code switch
        {
            HttpStatusCode.TooManyRequests => true,
            HttpStatusCode.ServiceUnavailable or HttpStatusCode.InternalServerError or HttpStatusCode.GatewayTimeout when asked is not null => true,
            HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => request.Repeatable,
            _ => false,
        };
        if (!again || attempt >= (request.Once ? 1 : MostAttempts))
        {
            return null;
        }

        return asked is { } wait ? Shorter(wait, LongestAskedWait) : Wait(attempt);
    }

    /// <summary>The wait after which a request whose connection failed is sent again; null to give up.</summary>
    /// <param name="attempt">How often it was sent.</param>
    /// <param name="request">The request.</param>
    /// <param name="failure">How the connection failed.</param>
    public TimeSpan? AfterLostConnection(int attempt, ApiRequest request, Exception failure)
    {
        var neverSent = failure is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError };
        var lost = failure is IOException or TimeoutException || failure is HttpRequestException
        {
            HttpRequestError: HttpRequestError.Unknown or HttpRequestError.ResponseEnded or HttpRequestError.HttpProtocolError,
        };
        return attempt < (request.Once ? 1 : MostAttempts) && (neverSent || (lost && request.Repeatable)) ? Wait(attempt) : null;
    }

    private TimeSpan Wait(int attempt) => Shorter(FirstWait * Math.Pow(2, attempt - 1), LongestWait) * (0.75 + (0.5 * jitter()));

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
