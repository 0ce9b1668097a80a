using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>Completes the task list with what only the cluster knows: its namespace, its types, what is permitted.</summary>
internal sealed class SyncTaskBuilder(SyncRequest request, ISyncView cluster, SyncJournal journal)
{
    private readonly Dictionary<GroupVersionKind, (ApiResource? Type, string Error)> _types = [];

    /// <summary>The tasks in order, each with its earlier result, and whether all of them are valid.</summary>
    public async Task<(IReadOnlyList<SyncTask> Tasks, bool Valid)> BuildAsync(CancellationToken stop)
    {
        var tasks = SyncTaskList.Create(request);
        if (request.Options.CreateNamespace && request.Namespace.Length > 0)
        {
            await AddNamespaceAsync(tasks, stop).ConfigureAwait(false);
        }

        var valid = true;
        var defined = DefinedKinds();
        foreach (var task in tasks)
        {
            valid &= await CheckAsync(task, defined, stop).ConfigureAwait(false);
        }

        var ordered = SyncTaskList.Order(tasks, request.Options);
        foreach (var task in ordered)
        {
            journal.Recall(task);
        }

        return (ordered, valid);
    }

    private async Task AddNamespaceAsync(List<SyncTask> tasks, CancellationToken stop)
    {
        if (request.Resources.Any(resource => IsNamespace(resource.Target)))
        {
            return;
        }

        var wanted = NamespaceManifest();
        try
        {
            var live = await cluster.GetAsync(ResourceReference.To(wanted), stop).ConfigureAwait(false);
            if (live is null || request.NamespaceMetadata is not null)
            {
                tasks.Add(new SyncTask(SyncPhase.PreSync, wanted, live));
            }
        }
        catch (IdpException failure)
        {
            var task = new SyncTask(SyncPhase.PreSync, wanted, null);
            journal.Record(
                task, SyncResultCode.SyncFailed, OperationPhase.Error, $"namespace auto creation failed: {failure.Message}");
            tasks.Add(task);
        }
    }

    private bool IsNamespace(Manifest? manifest) =>
        manifest is { Kind: "Namespace", ApiVersion: "v1" } && manifest.Name == request.Namespace;

    /// <summary>Managed metadata is merged by the server, so that what others put on the namespace stays.</summary>
    private Manifest NamespaceManifest()
    {
        var metadata = new JsonObject { ["name"] = request.Namespace };
        if (request.NamespaceMetadata is { } managed)
        {
            metadata["labels"] = TextMap(managed.Labels);
            var annotations = TextMap(managed.Annotations);
            annotations[ArgoAnnotations.SyncOptions] = "ServerSideApply=true";
            metadata["annotations"] = annotations;
        }

        return new Manifest(new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = metadata });
    }

    private static JsonObject TextMap(IReadOnlyDictionary<string, string> values) =>
        new(values.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value)));

    private HashSet<string> DefinedKinds() =>
        request.Hooks
            .Concat(request.Resources.Select(resource => resource.Target).OfType<Manifest>())
            .Select(CustomResourceDefinitions.DefinedKind)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);

    private async Task<bool> CheckAsync(SyncTask task, HashSet<string> defined, CancellationToken stop)
    {
        var (type, error) = await FindTypeAsync(task.Type, stop).ConfigureAwait(false);
        if (type is null && error.Length == 0)
        {
            if (ResourceSyncOptions.SkipsDryRunOnMissingType(task.Target, request.Options)
                || defined.Contains(CustomResourceDefinitions.KeyOf(task.Type)))
            {
                task.SkipDryRun = true;
                return true;
            }

            error = SyncMessages.MissingType;
        }

        error = type is null ? error : request.Forbids?.Invoke(task.Object, type) ?? string.Empty;
        if (error.Length == 0)
        {
            return true;
        }

        journal.Record(task, SyncResultCode.SyncFailed, null, error);
        return false;
    }

    private async ValueTask<(ApiResource? Type, string Error)> FindTypeAsync(GroupVersionKind type, CancellationToken stop)
    {
        if (_types.TryGetValue(type, out var known))
        {
            return known;
        }

        try
        {
            known = (await cluster.FindTypeAsync(type, stop).ConfigureAwait(false), string.Empty);
        }
        catch (IdpException failure)
        {
            known = (null, failure.Message);
        }

        _types[type] = known;
        return known;
    }
}
