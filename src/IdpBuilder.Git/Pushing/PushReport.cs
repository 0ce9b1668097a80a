using System.Text;

namespace IdpBuilder.Git.Pushing;

/// <summary>What a server says of a push.</summary>
/// <param name="Refusal">Why the branch was not moved; empty when it was.</param>
internal sealed record PushReport(string Refusal)
{
    private const byte Report = 1;
    private const byte Message = 2;

    /// <summary>Whether the branch is where it was to be.</summary>
    public bool Done => Refusal.Length == 0;

    /// <summary>Reads the answer of <c>git-receive-pack</c>.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static PushReport Read(ReadOnlyMemory<byte> answer)
    {
        using var report = new MemoryStream();
        var messages = new StringBuilder();
        foreach (var line in PacketLine.Read(answer).Where(line => line.Length > 0))
        {
            // What is on neither channel is the server's last word before it gives up.
            if (line.Span[0] == Report)
            {
                report.Write(line.Span[1..]);
            }
            else
            {
                messages.Append(line.Span[0] == Message ? string.Empty : "fatal: ").Append(Encoding.UTF8.GetString(line.Span[1..]));
            }
        }

        var lines = PacketLine.Read(report.ToArray()).Select(line => Encoding.UTF8.GetString(line.Span).TrimEnd('\n')).ToList();
        var refusal = lines.FirstOrDefault(line => line.StartsWith("unpack ", StringComparison.Ordinal) && line != "unpack ok")
            ?? lines.FirstOrDefault(line => line.StartsWith("ng ", StringComparison.Ordinal));
        if (refusal is null && lines.Exists(line => line.StartsWith("ok ", StringComparison.Ordinal)))
        {
            return new PushReport(string.Empty);
        }

        var said = string.Join("; ", messages.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return new PushReport(string.Join(": ", ((string[])[refusal ?? "the server does not say that it took it", said]).Where(text => text.Length > 0)));
    }
}
