namespace IdpBuilder.Sync;

/// <summary>The order of an operation's tasks: phase, wave, kind, name; what others depend on comes before them.</summary>
public static class SyncOrder
{
    /// <summary>Compares two tasks by phase, wave, kind and name; group, version and namespace play no part.</summary>
    public static int Compare(SyncTask first, SyncTask second)
    {
        var order = first.Phase.CompareTo(second.Phase);
        if (order == 0)
        {
            order = first.Wave.CompareTo(second.Wave);
        }

        if (order == 0)
        {
            order = first.KindRank.CompareTo(second.KindRank);
        }

        return order == 0 ? string.CompareOrdinal(first.Name, second.Name) : order;
    }

    /// <summary>
    /// Puts tasks in order. Ties keep the order in which they came. A Namespace moves directly before the first task in it, a
    /// CustomResourceDefinition directly before the first object of its kind, and each takes over that task's phase and wave.
    /// </summary>
    public static IReadOnlyList<SyncTask> Sort(IEnumerable<SyncTask> tasks)
    {
        var sorted = tasks.ToList();
        for (var index = 0; index < sorted.Count; index++)
        {
            sorted[index].Sequence = index;
        }

        sorted.Sort(static (first, second) =>
        {
            var order = Compare(first, second);
            return order == 0 ? first.Sequence.CompareTo(second.Sequence) : order;
        });
        return MoveBeforeUsers(MoveBeforeUsers(sorted, NamespaceName, NamespaceOf), DefinedKind, KindOf);
    }

    /// <summary>A linked list keeps this linear: moving a task forward costs nothing for those it passes.</summary>
    private static List<SyncTask> MoveBeforeUsers<TKey>(
        List<SyncTask> tasks, Func<SyncTask, TKey?> provides, Func<SyncTask, TKey?> uses)
        where TKey : class
    {
        if (!tasks.Exists(task => !task.IsPrune && provides(task) is not null))
        {
            return tasks;
        }

        var order = new LinkedList<SyncTask>();
        var firstUsers = new Dictionary<TKey, LinkedListNode<SyncTask>>();
        foreach (var task in tasks)
        {
            if (task.IsPrune)
            {
                order.AddLast(task);
            }
            else if (provides(task) is { } provided)
            {
                Place(task, firstUsers.GetValueOrDefault(provided), order);
            }
            else
            {
                var node = order.AddLast(task);
                if (uses(task) is { } used)
                {
                    firstUsers.TryAdd(used, node);
                }
            }
        }

        return [.. order];
    }

    private static void Place(SyncTask task, LinkedListNode<SyncTask>? firstUser, LinkedList<SyncTask> order)
    {
        if (firstUser is null)
        {
            order.AddLast(task);
            return;
        }

        task.Phase = firstUser.Value.Phase;
        task.Wave = firstUser.Value.Wave;
        order.AddBefore(firstUser, task);
    }

    private static string? NamespaceName(SyncTask task) => task.Type is { Group: "", Kind: "Namespace" } ? task.Name : null;

    private static string? NamespaceOf(SyncTask task) => task.Namespace.Length == 0 ? null : task.Namespace;

    private static string? DefinedKind(SyncTask task) => CustomResourceDefinitions.DefinedKind(task.Target!);

    private static string? KindOf(SyncTask task) => CustomResourceDefinitions.KeyOf(task.Type);
}
