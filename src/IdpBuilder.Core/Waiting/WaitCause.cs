namespace IdpBuilder.Waiting;

/// <summary>One link of the chain from what was waited for down to what went wrong.</summary>
/// <param name="Subject">The thing, such as <c>Job 'demo/migrate'</c>.</param>
/// <param name="Message">What is wrong with it.</param>
public sealed record WaitCause(string Subject, string Message)
{
    /// <summary><c>subject: message</c>.</summary>
    public override string ToString() => Message.Length == 0 ? Subject : $"{Subject}: {Message}";
}
