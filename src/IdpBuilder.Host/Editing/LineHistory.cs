namespace IdpBuilder.Host.Editing;

/// <summary>The lines that were entered; stepping back keeps the line that was being typed.</summary>
internal sealed class LineHistory
{
    private const int Limit = 1000;

    private readonly List<string> _lines = [];
    private int _index;
    private string _draft = string.Empty;

    /// <summary>Remembers a line; the one before it is not repeated, and blanks are not worth remembering.</summary>
    public void Add(string line)
    {
        if (line.Trim().Length > 0 && (_lines.Count == 0 || _lines[^1] != line))
        {
            _lines.Add(line);
        }

        if (_lines.Count > Limit)
        {
            _lines.RemoveAt(0);
        }

        _index = _lines.Count;
    }

    /// <summary>The line before; null when there is none.</summary>
    /// <param name="current">What stands in the line now.</param>
    public string? Back(string current)
    {
        if (_index == 0)
        {
            return null;
        }

        if (_index == _lines.Count)
        {
            _draft = current;
        }

        return _lines[--_index];
    }

    /// <summary>The line after, at last the one that was being typed; null when there is none.</summary>
    public string? Forward()
    {
        if (_index == _lines.Count)
        {
            return null;
        }

        return ++_index == _lines.Count ? _draft : _lines[_index];
    }
}
