namespace IdpBuilder.Docker.Operations;

/// <summary>What a command in a container left.</summary>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Output">What it wrote, errors among it, in order.</param>
internal sealed record CommandResult(long ExitCode, string Output)
{
    /// <summary>Whether it succeeded.</summary>
    public bool Succeeded => ExitCode == 0;
}
