using IdpBuilder.Reporting;

namespace IdpBuilder.Pipeline;

/// <summary>Speaks for the domain without progress, where something else is drawn in its place.</summary>
/// <param name="reporter">Takes what is left.</param>
internal sealed class SilentProgress(IRunReporter reporter) : IRunReporter
{
    public void Progress(ProgressReport report)
    {
    }

    public void Verbose(string message) => reporter.Verbose(message);

    public void Warning(string message) => reporter.Warning(message);
}
