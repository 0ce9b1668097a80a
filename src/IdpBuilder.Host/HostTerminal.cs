namespace IdpBuilder.Host;

/// <summary>Where the host reads and writes: the console, or what stands in for it.</summary>
/// <param name="output">Where output goes; the console's when null.</param>
/// <param name="error">Where errors, warnings and progress go; the console's when null.</param>
/// <param name="input">Where answers come from; the console's when null.</param>
public sealed class HostTerminal(TextWriter? output = null, TextWriter? error = null, TextReader? input = null)
{
    private const int DefaultWidth = 120;

    /// <summary>Where output goes.</summary>
    public TextWriter Output { get; } = output ?? Console.Out;

    /// <summary>Where errors, warnings and progress go.</summary>
    public TextWriter Error { get; } = error ?? Console.Error;

    /// <summary>Where answers come from.</summary>
    public TextReader Input { get; } = input ?? Console.In;

    /// <summary>Whether a person sees the error stream: lines may be redrawn and coloured.</summary>
    public bool IsInteractive { get; } = error is null && !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Whether a person can answer.</summary>
    public bool CanAsk { get; } = input is not null || !Console.IsInputRedirected;

    /// <summary>Whether output may be coloured.</summary>
    public bool UseColor { get; } = output is null && !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>Whether input comes from the console's own keyboard.</summary>
    public bool ReadsKeyboard { get; } = input is null && !Console.IsInputRedirected;

    /// <summary>Whether a person types and sees what is typed: lines may be edited.</summary>
    public bool CanEdit { get; } = input is null && output is null && !Console.IsInputRedirected && !Console.IsOutputRedirected
        && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>The width of a line in characters.</summary>
    public int Width
    {
        get
        {
            if (output is not null || Console.IsOutputRedirected)
            {
                return DefaultWidth;
            }

            // Some terminals report no width at all.
            return Console.WindowWidth is > 0 and var width ? width : DefaultWidth;
        }
    }
}
