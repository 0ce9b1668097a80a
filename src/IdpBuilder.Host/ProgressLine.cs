using System.Globalization;
using System.Management.Automation;

namespace IdpBuilder.Host;

/// <summary>Shows progress: one line that is redrawn on a terminal, a line for each new status elsewhere.</summary>
internal sealed class ProgressLine(HostTerminal terminal)
{
    private const string EraseLine = "\r\u001b[2K";

    private readonly object _gate = new();
    private readonly SortedDictionary<int, ProgressRecord> _running = [];
    private readonly Dictionary<int, string> _printed = [];
    private bool _shown;

    /// <summary>Takes a record in.</summary>
    public void Update(ProgressRecord record)
    {
        lock (_gate)
        {
            if (terminal.IsInteractive)
            {
                Redraw(record);
            }
            else
            {
                Print(record);
            }
        }
    }

    /// <summary>Takes the line off the terminal; it comes back with the next record.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            if (_shown)
            {
                terminal.Error.Write(EraseLine);
                _shown = false;
            }
        }
    }

    private void Redraw(ProgressRecord record)
    {
        if (record.RecordType == ProgressRecordType.Completed)
        {
            _running.Remove(record.ActivityId);
        }
        else
        {
            _running[record.ActivityId] = record;
        }

        if (_running.Count == 0)
        {
            if (_shown)
            {
                terminal.Error.Write(EraseLine);
                _shown = false;
            }

            return;
        }

        var text = string.Join(" | ", _running.Values.Select(Describe));
        var limit = terminal.Width - 1;
        terminal.Error.Write(EraseLine + (text.Length > limit ? text[..limit] : text));
        _shown = true;
    }

    private void Print(ProgressRecord record)
    {
        if (record.RecordType == ProgressRecordType.Completed)
        {
            _printed.Remove(record.ActivityId);
            return;
        }

        var text = Describe(record);
        if (_printed.TryGetValue(record.ActivityId, out var before) && before == text)
        {
            return;
        }

        _printed[record.ActivityId] = text;
        terminal.Error.WriteLine(text);
    }

    private static string Describe(ProgressRecord record)
    {
        var percent = record.PercentComplete >= 0 ? record.PercentComplete.ToString(CultureInfo.InvariantCulture) + "% " : string.Empty;
        return $"{record.Activity}: {percent}{record.StatusDescription}".TrimEnd();
    }
}
