namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go;

/// <summary>A function could not be called with its arguments, or said no itself.</summary>
/// <param name="message">Why.</param>
/// <param name="isOfCaller">Whether the call itself was wrong, rather than what the function was to compute.</param>
internal sealed class GoFunctionException(string message, bool isOfCaller = false) : Exception(message)
{
    /// <summary>Whether the call itself was wrong.</summary>
    public bool IsOfCaller => isOfCaller;
}
