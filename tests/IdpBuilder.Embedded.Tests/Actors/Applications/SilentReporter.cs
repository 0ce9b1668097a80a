using IdpBuilder.Reporting;

namespace IdpBuilder.Embedded.Tests.Actors.Applications;

/// <summary>Listens to nothing.</summary>
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
