using System.Globalization;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Commands.Base;

/// <summary>Says under <c>-WhatIf</c> what would become of each object.</summary>
internal static class ChangeReport
{
    private static readonly (ChangeAction Action, string Words)[] Counted =
    [
        (ChangeAction.Create, "to create"), (ChangeAction.Change, "to change"), (ChangeAction.Delete, "to delete"), (ChangeAction.Run, "to run as hooks"),
        (ChangeAction.Refuse, "refused by the cluster"), (ChangeAction.Unknown, "unknown"), (ChangeAction.None, "unchanged"),
    ];

    /// <summary>Writes a line for each object that would not stay as it is, with its fields below, and a sum for each package.</summary>
    public static async Task WriteAsync(IReadOnlyList<PackageChange> changes, CommandPipeline pipeline)
    {
        foreach (var package in changes.GroupBy(change => change.Package, StringComparer.Ordinal))
        {
            foreach (var change in package.Where(change => change.Action != ChangeAction.None))
            {
                await pipeline.ShouldProcessAsync(change.ToString()).ConfigureAwait(false);
            }

            await pipeline.ShouldProcessAsync($"Package {package.Key}: {Sum([.. package])}").ConfigureAwait(false);
        }
    }

    private static string Sum(IReadOnlyCollection<PackageChange> changes)
    {
        var counts = Counted
            .Select(entry => (Count: changes.Count(change => change.Action == entry.Action), entry.Words))
            .Where(entry => entry.Count > 0)
            .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Count} {entry.Words}"));
        return $"{string.Join(", ", counts)}.";
    }
}
