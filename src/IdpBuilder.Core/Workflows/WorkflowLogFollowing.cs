using IdpBuilder.Clusters;
using IdpBuilder.Manifests;
using IdpBuilder.Waiting;

namespace IdpBuilder.Workflows;

/// <summary>
/// Follows the logs of one workflow: each container is read from when it starts to its end. When the workflow has ended, its Pods are
/// looked at once more, because a watch may be behind another.
/// </summary>
/// <param name="cluster">The cluster.</param>
/// <param name="workflow">The workflow.</param>
/// <param name="query">Which lines are meant.</param>
/// <param name="read">Reads one container to its end, into a writer.</param>
/// <param name="write">Takes a line; it is called for one line at a time.</param>
internal sealed class WorkflowLogFollowing(
    ClusterConnection cluster,
    Workflow workflow,
    WorkflowLogQuery query,
    Func<WorkflowLogSource, Func<WorkflowLogLine, Task>, CancellationToken, Task> read,
    Func<WorkflowLogLine, Task> write)
{
    private readonly Dictionary<(string Pod, string Container), Task> _readers = [];
    private readonly ResourceSelector? _pods = WorkflowEngines.Of(workflow).PodsOf(workflow.Namespace, workflow.Name);
    private readonly SemaphoreSlim _turn = new(1);

    public async Task RunAsync(CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var type = WorkflowCatalog.TypeOf(workflow);
        var feed = new WatchFeed(cluster.Api, SelectorsOf(type), ending.Token);
        try
        {
            var last = await FollowAsync(feed, new ResourceKey(type.Group, type.Kind, workflow.Namespace, workflow.Name), ending.Token).ConfigureAwait(false);
            if (_pods is { } selector)
            {
                var pods = await cluster.Api.ListAsync(selector, ending.Token).ConfigureAwait(false);
                Begin(last, pods.Items, ending.Token);
            }

            await Task.WhenAll(_readers.Values).ConfigureAwait(false);
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await feed.EndAsync().ConfigureAwait(false);
            await Task.WhenAll(_readers.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _turn.Dispose();
        }
    }

    private ResourceSelector[] SelectorsOf(GroupVersionKind type) =>
        [new(type, workflow.Namespace, FieldSelector: $"metadata.name={workflow.Name}"), .. _pods is { } pods ? new[] { pods } : []];

    // Returns the run as it was last, which says the nodes of its Pods.
    private async Task<Manifest?> FollowAsync(WatchFeed feed, ResourceKey key, CancellationToken ending)
    {
        var watches = _pods is null ? 1 : 2;
        var objects = new ObservedObjects(watches);
        var synced = 0;
        Manifest? last = null;
        while (await feed.WaitToReadAsync(ending).ConfigureAwait(false))
        {
            while (feed.TryRead(out var watch, out var change))
            {
                synced += change.Type == WatchEventType.Synced ? 1 : 0;
                objects.Take(watch, change);
            }

            last = objects.Find(key) ?? last;
            Begin(last, objects.All, ending);
            if (synced == watches && (objects.Find(key) is not { } run || Read(run).Completed))
            {
                return last;
            }

            await FailedAsync().ConfigureAwait(false);
        }

        throw new OperationCanceledException(ending);
    }

    // A reader that failed, other than by its Pod going, fails the whole at the next change.
    private Task FailedAsync() => Task.WhenAll(_readers.Values.Where(reader => reader.IsFaulted));

    private void Begin(Manifest? run, IEnumerable<Manifest> objects, CancellationToken ending)
    {
        if (run is null)
        {
            return;
        }

        var names = Read(run).AllNodes().Where(node => node.PodName.Length > 0).Select(node => (node.PodName, node.DisplayName)).ToList();
        var ended = new List<Task>();
        foreach (var pod in WorkflowPods.Of(run, objects).OrderBy(pod => (uint)names.FindIndex(name => name.PodName == pod.Name)))
        {
            // A Pod may be there before its node says so.
            var node = names.Find(name => name.PodName == pod.Name).DisplayName ?? WorkflowPods.NodeOf(pod);
            foreach (var container in query.Node(node) ? WorkflowPods.Containers(pod, query) : [])
            {
                var reader = Reader(new WorkflowLogSource(workflow, node, pod.Name, container), [.. ended], ending);
                if (WorkflowPods.HasEnded(pod, container))
                {
                    ended.Add(reader);
                }
            }
        }
    }

    // What ended before a container, in the order of the nodes, is read before it; what runs beside it is read beside it.
    private Task Reader(WorkflowLogSource source, Task[] before, CancellationToken ending)
    {
        if (!_readers.TryGetValue((source.Pod, source.Container), out var reader))
        {
            _readers[(source.Pod, source.Container)] = reader = ReadAsync();
        }

        return reader;

        async Task ReadAsync()
        {
            await Task.WhenAll(before).ConfigureAwait(false);
            await read(source, WriteAsync, ending).ConfigureAwait(false);
        }
    }

    private Workflow Read(Manifest run) => WorkflowEngines.Read(run, [], cluster.Clock.GetUtcNow())!;

    private async Task WriteAsync(WorkflowLogLine line)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            await write(line).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }
}
