using IdpBuilder.Reporting;

namespace IdpBuilder.Benchmarks.Scenarios;

/// <summary>Tells nobody.</summary>
internal sealed class NoReporter : IRunReporter
{
    public void Progress(ProgressReport report)
    {
    }

    public void Verbose(string message)
    {
    }

    public void Warning(string message)
    {
    }
}
