using IdpBuilder.Reporting;

namespace IdpBuilder.DockerEngine;

/// <summary>Keeps what it is told.</summary>
internal sealed class SilentReporter : IRunReporter
{
    public List<string> Warnings { get; } = [];

    public void Progress(ProgressReport report)
    {
    }

    public void Verbose(string message)
    {
    }

    public void Warning(string message) => Warnings.Add(message);
}
