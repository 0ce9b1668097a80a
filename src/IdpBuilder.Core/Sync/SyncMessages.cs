namespace IdpBuilder.Sync;

/// <summary>The sentences of Argo CD's sync engine, in its words, because users look for them.</summary>
internal static class SyncMessages
{
    public const string MissingType = "the server could not find the requested resource";

    /// <summary>Why the tasks were refused: every distinct reason, sorted.</summary>
    public static string NotValid(IEnumerable<SyncResult> results)
    {
        var reasons = results
            .Where(result => result.Code == SyncResultCode.SyncFailed && result.Message.Length > 0)
            .Select(result => result.Message)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToArray();
        const string Refused = "one or more synchronization tasks are not valid";
        return reasons.Length == 0 ? Refused : $"{Refused}: {string.Join("; ", reasons)}";
    }

    /// <summary>A message with the distinct messages of the tasks behind it.</summary>
    public static string WithReasons(string message, IEnumerable<SyncTask> tasks)
    {
        var reasons = tasks.Select(task => task.Message).Distinct(StringComparer.Ordinal).ToArray();
        return reasons.Length == 0 ? message : $"{message}, reason: {string.Join(',', reasons)}";
    }

    /// <summary>What an operation waits for.</summary>
    public static string Waiting(IReadOnlyList<SyncTask> tasks, bool forDeletion, SyncOptions options)
    {
        if (tasks.Count == 0)
        {
            return string.Empty;
        }

        var hook = tasks.FirstOrDefault(task => task.IsHook);
        var others = tasks.All(task => task.IsHook) ? "hooks" : "resources";
        var reason = (forDeletion, hook is not null) switch
        {
            (true, true) => "deletion of hook",
            (true, false) => "deletion of",
            (false, true) => "completion of hook",
            (false, false) => "healthy state of",
        };
        var first = hook ?? tasks[0];
        var more = tasks.Count - 1;
        var unconfirmed = Unconfirmed(tasks, options);
        if (unconfirmed.Length > 0)
        {
            (reason, first, more) = ("pruning confirmation of", unconfirmed[0], unconfirmed.Length - 1);
        }

        return more > 0 ? $"waiting for {reason} {first} and {more} more {others}" : $"waiting for {reason} {first}";
    }

    private static SyncTask[] Unconfirmed(IReadOnlyList<SyncTask> tasks, SyncOptions options) =>
        options.PruneConfirmed
            ? []
            : tasks.Where(task => task.IsPrune && ResourceSyncOptions.NeedsPruneConfirmation(task.Live, options)).ToArray();
}
