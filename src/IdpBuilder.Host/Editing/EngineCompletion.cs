using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace IdpBuilder.Host.Editing;

/// <summary>Asks the engine what completion offers, and with it the completers of the module.</summary>
internal static class EngineCompletion
{
    /// <summary>What could stand in the text at the cursor.</summary>
    public static LineCandidates Of(Runspace runspace, string text, int cursor)
    {
        using var shell = PowerShell.Create(runspace);
        try
        {
            var found = CommandCompletion.CompleteInput(text, cursor, null, shell);
            return new LineCandidates(
                found.ReplacementIndex,
                found.ReplacementLength,
                [.. found.CompletionMatches.Select(match => match.CompletionText)],
                [.. found.CompletionMatches.Select(match => match.ListItemText)]);
        }
        catch (RuntimeException)
        {
            // A completer that fails offers nothing; the command will say what is wrong.
            return LineCandidates.None;
        }
    }
}
