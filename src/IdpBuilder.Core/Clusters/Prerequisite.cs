namespace IdpBuilder;

/// <summary>One thing that a machine must have for clusters on Docker, and whether it has it.</summary>
/// <param name="Name">What it is, such as <c>Memory</c>.</param>
/// <param name="Status">Whether the machine has it.</param>
/// <param name="Message">What was found.</param>
/// <param name="Remedy">What to do about it; empty when there is nothing to do.</param>
public sealed record Prerequisite(string Name, PrerequisiteStatus Status, string Message, string Remedy = "")
{
    /// <summary>Name, status and message in a line.</summary>
    public override string ToString() => $"{Name}: {Status}: {Message}";
}
