namespace IdpBuilder.Embedded.Http;

/// <summary>A request, however it came in.</summary>
/// <param name="Method">The HTTP method in capitals.</param>
/// <param name="Path">The path as sent, still percent-encoded.</param>
/// <param name="Query">The query parameters.</param>
/// <param name="Header">Gives a header's value, all values joined by commas; empty when it was not sent.</param>
/// <param name="Body">The body; empty for none.</param>
internal sealed record ApiRequest(string Method, string Path, QueryParameters Query, Func<string, string> Header, Stream Body);
