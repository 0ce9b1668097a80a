using IdpBuilder.Reporting;

namespace IdpBuilder.Tests.Clusters;

/// <summary>Tells nobody.</summary>
internal sealed class SilentReporter : IRunReporter
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
