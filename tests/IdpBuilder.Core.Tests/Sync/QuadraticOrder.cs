using IdpBuilder.Sync;

namespace IdpBuilder.Tests.Sync;

/// <summary>The rule as Argo CD states it, with positions in an array that are counted up on every move.</summary>
internal static class QuadraticOrder
{
    public static List<SyncTask> Sort(List<SyncTask> tasks)
    {
        var sorted = tasks.Select((task, index) => (task, index))
            .OrderBy(pair => pair.task.Phase)
            .ThenBy(pair => pair.task.Wave)
            .ThenBy(pair => KindOrder.Of(pair.task.Type.Kind))
            .ThenBy(pair => pair.task.Name, StringComparer.Ordinal)
            .ThenBy(pair => pair.index)
            .Select(pair => pair.task)
            .ToList();
        Adjust(sorted, task => task.Type.Kind == "Namespace" ? task.Name : null, task => task.Namespace.Length > 0 ? task.Namespace : null);
        Adjust(sorted, task => CustomResourceDefinitions.DefinedKind(task.Object), task => $"{task.Type.Group}/{task.Type.Kind}");
        return sorted;
    }

    private static void Adjust(List<SyncTask> tasks, Func<SyncTask, string?> provides, Func<SyncTask, string?> uses)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < tasks.Count; index++)
        {
            var task = tasks[index];
            if (provides(task) is { } provided)
            {
                if (first.TryGetValue(provided, out var position))
                {
                    task.Wave = tasks[position].Wave;
                    task.Phase = tasks[position].Phase;
                    tasks.RemoveAt(index);
                    tasks.Insert(position, task);
                    foreach (var key in first.Keys.Where(key => first[key] >= position).ToArray())
                    {
                        first[key]++;
                    }
                }
            }
            else if (uses(task) is { } used)
            {
                first.TryAdd(used, index);
            }
        }
    }
}
