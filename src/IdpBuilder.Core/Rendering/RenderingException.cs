namespace IdpBuilder.Rendering;

/// <summary>Says why manifests could not be made of a source.</summary>
public sealed class RenderingException : Exception
{
    /// <summary>Made by <c>RenderingFailures</c> only.</summary>
    internal RenderingException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>Whether nothing is wrong with the source, but something else than this machine renders it.</summary>
    public bool IsElsewhere { get; internal init; }
}
