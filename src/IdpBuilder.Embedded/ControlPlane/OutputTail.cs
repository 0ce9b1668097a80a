namespace IdpBuilder.Embedded.ControlPlane;

/// <summary>The last lines that a program wrote: all that is ever asked for when it fails.</summary>
internal sealed class OutputTail
{
    private const int Lines = 40;

    private readonly Queue<string> _lines = new(Lines);

    /// <summary>Takes one more line; null, the end of the output, is none.</summary>
    public void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lines)
        {
            if (_lines.Count == Lines)
            {
                _lines.Dequeue();
            }

            _lines.Enqueue(line);
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        lock (_lines)
        {
            return string.Join(Environment.NewLine, _lines);
        }
    }
}
