namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>How a workflow was asked to end.</summary>
/// <param name="Strategy"><c>Stop</c>, <c>Terminate</c>, or empty.</param>
internal readonly record struct Shutdown(string Strategy)
{
    /// <summary>Whether it was asked to end.</summary>
    public bool Requested => Strategy.Length > 0;

    /// <summary>The message of what ended for this.</summary>
    public string Message => $"Stopped with strategy '{Strategy}'";

    /// <summary>Whether something may still begin.</summary>
    public bool Allows(bool partOfExitHandler) => !Requested || (Strategy == "Stop" && partOfExitHandler);
}
