using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Templates;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Locks;

/// <summary>The locks of one Workflow, and what its status says about them.</summary>
/// <param name="table">The locks of all.</param>
/// <param name="workflow">The Workflow, whose status is changed.</param>
/// <param name="library">Finds ConfigMaps with limits.</param>
internal sealed class WorkflowLocks(LockTable table, Manifest workflow, TemplateLibrary library)
{
    private const string Field = "synchronization";

    private string Key => $"{workflow.Namespace}/{workflow.Name}";

    /// <summary>Asks for what a <c>synchronization</c> field names.</summary>
    /// <param name="synchronization">The field.</param>
    /// <param name="nodeId">The node that asks; empty for the Workflow.</param>
    /// <exception cref="Variables.TemplateFailedException">It names something that cannot be had.</exception>
    public LockVerdict TryAcquire(JsonObject synchronization, string nodeId)
    {
        var requests = LockRequests.Of(synchronization, workflow.Namespace, library);
        var holder = nodeId.Length == 0 ? Key : $"{Key}/{nodeId}";
        var turn = new LockTurn(holder, workflow.Spec.Whole("priority") ?? 0, workflow.Metadata.Time("creationTimestamp") ?? default);
        var verdict = table.TryAcquire(requests, turn);
        foreach (var request in requests)
        {
            Drop(request.Kind, "waiting", request.Name, null);
            if (verdict.Acquired)
            {
                Add(request, "holding", [holder]);
            }
            else if (verdict.Holders[request.Name] is { Count: > 0 } holders)
            {
                Add(request, "waiting", holders);
            }
        }

        return verdict;
    }

    /// <summary>Gives back what nodes had, or waited for, that are fulfilled now.</summary>
    public void ReleaseFulfilled(NodeTable nodes)
    {
        var prefix = Key + "/";
        var ended = new HashSet<string>(StringComparer.Ordinal);
        if (!table.Release(key => key.StartsWith(prefix, StringComparison.Ordinal) && nodes.Find(key[prefix.Length..]) is { Fulfilled: true } && ended.Add(key)))
        {
            return;
        }

        foreach (var key in ended)
        {
            Drop(LockRequest.Mutex, "holding", null, key);
            Drop(LockRequest.Semaphore, "holding", null, key);
            nodes.Find(key[prefix.Length..])!.Json.Remove("synchronizationStatus");
        }
    }

    /// <summary>Gives everything back: the Workflow has ended.</summary>
    public void ReleaseAll()
    {
        table.Release(key => LockTable.WorkflowOf(key) == Key);
        workflow.Status?.Remove(Field);
        foreach (var (_, node) in workflow.Status.Child("nodes") ?? [])
        {
            (node as JsonObject)?.Remove("synchronizationStatus");
        }
    }

    /// <summary>Puts what a Workflow's status says that it has into a table that does not know of it.</summary>
    public static void Restore(LockTable table, Manifest workflow)
    {
        var status = workflow.Status.Child(Field);
        foreach (var holding in status.Child(LockRequest.Mutex).Children("holding"))
        {
            table.Restore(holding.Text("mutex"), holding.Text("holder"));
        }

        foreach (var holding in status.Child(LockRequest.Semaphore).Children("holding"))
        {
            foreach (var holder in holding.Texts("holders"))
            {
                table.Restore(holding.Text("semaphore"), holder);
            }
        }
    }

    private JsonArray ListOf(string kind, string list)
    {
        var parent = workflow.Status!;
        foreach (var field in new[] { Field, kind })
        {
            if (parent[field] is not JsonObject child)
            {
                parent[field] = child = [];
            }

            parent = child;
        }

        if (parent[list] is not JsonArray entries)
        {
            parent[list] = entries = [];
        }

        return entries;
    }

    private void Add(LockRequest request, string list, IReadOnlyList<string> holders)
    {
        var entries = ListOf(request.Kind, list);
        if (request.Kind == LockRequest.Mutex)
        {
            Drop(request.Kind, list, request.Name, null);
            entries.Add((JsonNode)new JsonObject { ["mutex"] = request.Name, ["holder"] = holders[0] });
            return;
        }

        if (entries.OfType<JsonObject>().FirstOrDefault(entry => entry.Text("semaphore") == request.Name) is not { } known)
        {
            entries.Add((JsonNode)(known = new JsonObject { ["semaphore"] = request.Name }));
        }

        known["holders"] = new JsonArray([.. known.Texts("holders").Union(holders, StringComparer.Ordinal).Select(holder => (JsonNode?)holder)]);
    }

    // Removes entries of a lock, or what a holder has in all of them.
    private void Drop(string kind, string list, string? name, string? holder)
    {
        if (workflow.Status.Child(Field).Child(kind)?[list] is not JsonArray entries)
        {
            return;
        }

        foreach (var entry in entries.OfType<JsonObject>().Where(entry => name is null || entry.Text(kind) == name).ToArray())
        {
            var left = entry.Texts("holders").Where(other => other != holder).ToArray();
            if (name is not null || entry.Text("holder") == holder || (entry["holders"] is not null && left.Length == 0))
            {
                entries.Remove(entry);
            }
            else if (entry["holders"] is not null)
            {
                entry["holders"] = new JsonArray([.. left.Select(other => (JsonNode?)other)]);
            }
        }
    }
}
