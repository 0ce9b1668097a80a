using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Registry;

/// <summary>An answer other than success. Made only in <see cref="StatusFailures"/>.</summary>
internal sealed class StatusException : Exception
{
    public StatusException(int code, string reason, string message, JsonObject? details = null)
        : base(message)
    {
        Code = code;
        Reason = reason;
        Details = details;
    }

    /// <summary>The HTTP status code.</summary>
    public int Code { get; }

    /// <summary>The Status reason, such as <c>NotFound</c>.</summary>
    public string Reason { get; }

    /// <summary>The Status details, or null.</summary>
    public JsonObject? Details { get; }
}
