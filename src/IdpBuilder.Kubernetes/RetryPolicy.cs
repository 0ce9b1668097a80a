using System.Net;
using System.Text.RegularExpressions;
using IdpBuilder.Kubernetes.Requests;

namespace IdpBuilder.Kubernetes;

/// <summary>Decides which requests are sent again, and after which wait. It neither waits nor sends.</summary>
/// <param name="jitter">A random number from 0 to 1, so that clients that failed together do not come back together.</param>
internal sealed partial class RetryPolicy(Func<double> jitter)
{
    /// <summary>How long a server may stay away that never answered: long enough for one that is being started.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>How long a server may stay away that has answered before: a control plane takes so long to start anew on a busy machine.</summary>
    internal static readonly TimeSpan PatienceWithKnown = TimeSpan.FromSeconds(60);

    // One that takes all its time is repeated all the same.
    private const int LeastAttempts = 3;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestAskedWait = TimeSpan.FromSeconds(30);

    /// <summary>The wait before a refused request is sent again; null to give up.</summary>
    /// <param name="effort">What has gone into it.</param>
    /// <param name="request">The request.</param>
    /// <param name="refusal">How it was refused.</param>
    public TimeSpan? AfterRefusal(RequestEffort effort, ApiRequest request, Refusal refusal)
    {
        // With a Retry-After the server says itself that it did nothing yet.
        var again = refusal.Code switch
        {
            HttpStatusCode.TooManyRequests => true,
            HttpStatusCode.ServiceUnavailable or HttpStatusCode.InternalServerError or HttpStatusCode.GatewayTimeout when refusal.RetryAfter is not null => true,
            HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => request.Repeatable,
            HttpStatusCode.InternalServerError => request.Repeatable && TellsOfStore(refusal.Message),
            _ => false,
        };
        if (!again || request.Once || IsOver(effort))
        {
            return null;
        }

        return refusal.RetryAfter is { } wait ? Shorter(wait, LongestAskedWait) : Wait(effort);
    }

    /// <summary>The wait after which a request whose connection failed is sent again; null to give up.</summary>
    /// <param name="effort">What has gone into it.</param>
    /// <param name="request">The request.</param>
    /// <param name="failure">How the connection failed.</param>
    public TimeSpan? AfterLostConnection(RequestEffort effort, ApiRequest request, Exception failure) =>
        !request.Once && !IsOver(effort) && (NeverSent(failure) || (MayHaveArrived(failure) && request.Repeatable)) ? Wait(effort) : null;

    /// <summary>The wait before a server that was not ready is asked the same again; null to believe it.</summary>
    /// <param name="effort">What has gone into the request.</param>
    public TimeSpan? WhileInDoubt(RequestEffort effort) => IsOver(effort) ? null : effort.Attempts == 1 ? TimeSpan.Zero : Wait(effort);

    /// <summary>Whether the connection was lost in such a way that the server may have carried the request out.</summary>
    public static bool MayHaveArrived(Exception? failure) => failure is IOException or TimeoutException or HttpRequestException
    {
        HttpRequestError: HttpRequestError.Unknown or HttpRequestError.ResponseEnded or HttpRequestError.HttpProtocolError,
    };

    /// <summary>Whether a request whose connection failed cannot have reached the server.</summary>
    private static bool NeverSent(Exception? failure) => failure is ObjectDisposedException
        or HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError }

        // Cut while both greeted each other; a certificate that is refused is another exception.
        or HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError, InnerException: IOException };

    /// <summary>Whether a message blames the server's etcd, for which an API server has no code of its own.</summary>
    public static bool TellsOfStore(string message) => StoreIsAway().IsMatch(message);

    private static bool IsOver(RequestEffort effort) =>
        effort.Attempts >= LeastAttempts && effort.Time >= (effort.KnownServer ? PatienceWithKnown : Patience);

    private TimeSpan Wait(RequestEffort effort) =>
        Shorter(FirstWait * Math.Pow(2, Math.Min(effort.Attempts - 1, 10)), LongestWait) * (0.75 + (0.5 * jitter()));

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    [GeneratedRegex(@"\betcdserver: |\brpc error: code = (Unavailable|DeadlineExceeded)\b|\bcontext deadline exceeded\b", RegexOptions.CultureInvariant)]
    private static partial Regex StoreIsAway();
}
