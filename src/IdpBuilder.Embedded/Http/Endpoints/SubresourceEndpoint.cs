using IdpBuilder.Embedded.Registry;

namespace IdpBuilder.Embedded.Http.Endpoints;

/// <summary>Finds who answers a request to a part of an object, or to an action on it.</summary>
internal sealed class SubresourceEndpoint
{
    private readonly Dictionary<(string Part, string Method), Func<Exchange, CancellationToken, Task<ApiResponse>>> _answers = [];

    /// <summary>Names who answers a method of a part.</summary>
    public SubresourceEndpoint With(string part, string method, Func<Exchange, CancellationToken, Task<ApiResponse>> answer)
    {
        _answers.Add((part, method), answer);
        return this;
    }

    /// <summary>Names who answers a method of a part at once.</summary>
    public SubresourceEndpoint With(string part, string method, Func<Exchange, ApiResponse> answer) =>
        With(part, method, (exchange, _) => Task.FromResult(answer(exchange)));

    public Task<ApiResponse> AnswerAsync(Exchange exchange, CancellationToken stop)
    {
        var part = exchange.Path.Subresource;
        if (exchange.Type.FindSubresource(part) is null)
        {
            throw StatusFailures.PathNotFound();
        }

        return _answers.TryGetValue((part, exchange.Request.Method), out var answer)
            ? answer(exchange, stop)
            : throw StatusFailures.MethodNotAllowed();
    }
}
