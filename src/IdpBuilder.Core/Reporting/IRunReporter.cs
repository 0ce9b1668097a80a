namespace IdpBuilder.Reporting;

/// <summary>The only way the domain speaks to whoever started it.</summary>
public interface IRunReporter
{
    /// <summary>Shows how far a piece of work is.</summary>
    void Progress(ProgressReport report);

    /// <summary>Says what is done, for those who want to know.</summary>
    void Verbose(string message);

    /// <summary>Says what is probably not wanted.</summary>
    void Warning(string message);
}
