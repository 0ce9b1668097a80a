using System.Management.Automation;
using System.Management.Automation.Host;
using IdpBuilder.Pipeline;
using IdpBuilder.Workflows;

namespace IdpBuilder.Display;

/// <summary>
/// Shows the trees of workflows while they run: drawn over on a terminal, otherwise a line for each node that comes to another phase.
/// Nothing of it is output of the cmdlet.
/// </summary>
/// <param name="pipeline">Leads to the host.</param>
internal sealed class TreeScreen(CommandPipeline pipeline)
{
    private readonly object _lock = new();
    private readonly SortedDictionary<string, Workflow> _workflows = new(StringComparer.Ordinal);
    private readonly List<string> _changes = [];
    private int _lines;

    /// <summary>Takes a workflow as it is now.</summary>
    public void Show(Workflow workflow)
    {
        lock (_lock)
        {
            var key = $"{workflow.Namespace}/{workflow.Kind}/{workflow.Name}";
            _changes.AddRange(NodeChanges.Between(_workflows.GetValueOrDefault(key), workflow));
            _workflows[key] = workflow;
        }

        pipeline.Draw(Draw);
    }

    private void Draw(PSHost host)
    {
        if (host.UI is not { } screen)
        {
            return;
        }

        lock (_lock)
        {
            if (!screen.SupportsVirtualTerminal || Console.IsOutputRedirected)
            {
                _changes.ForEach(screen.WriteLine);
            }
            else if (_changes.Count > 0)
            {
                var size = SizeOf(screen);
                var lines = _workflows.Values.SelectMany(workflow => workflow.ToTree().ReplaceLineEndings("\n").Split('\n').Append(string.Empty)).ToArray();
                (var text, _lines) = TreeFrame.Draw(_lines, lines, size.Width, size.Height);
                screen.Write(text);
            }

            _changes.Clear();
        }
    }

    // Hosts without a window say so in many ways.
    private static Size SizeOf(PSHostUserInterface screen)
    {
        try
        {
            return screen.RawUI?.WindowSize is { Width: > 0, Height: > 0 } size ? size : new Size(80, 24);
        }
        catch (Exception unknown) when (unknown is not PipelineStoppedException)
        {
            return new Size(80, 24);
        }
    }
}
