using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Workflows;

/// <summary>Makes the patch that ends suspend nodes well, with the outputs they are supplied with.</summary>
internal static class Resumption
{
    public static ManifestPatch Patch(
        Workflow workflow, JsonObject? status, IReadOnlyList<string> waiting, IReadOnlyDictionary<string, string> outputs, DateTimeOffset now)
    {
        var table = ArgoNodeStatuses.Of(status).Nodes;
        var mistakes = new List<string>();
        var used = new HashSet<string>(StringComparer.Ordinal);
        var nodes = new JsonObject();
        foreach (var id in waiting)
        {
            nodes[id] = Ended((JsonObject)table[id]!, outputs, used, mistakes, now);
        }

        mistakes.AddRange(outputs.Keys.Where(name => !used.Contains(name)).Select(name => $"no suspended node asks for '{name}'"));
        if (mistakes.Count > 0)
        {
            throw WorkflowFailures.OutputsInvalid(workflow, mistakes);
        }

        var body = new JsonObject { ["spec"] = new JsonObject { ["suspend"] = null } };
        if (nodes.Count > 0)
        {
            body["status"] = status.TextOrNull("compressedNodes") is { Length: > 0 } ? Uncompressed(table, nodes) : new JsonObject { ["nodes"] = nodes };
        }

        return ManifestPatch.Merge(body);
    }

    private static JsonObject Ended(
        JsonObject node, IReadOnlyDictionary<string, string> outputs, HashSet<string> used, List<string> mistakes, DateTimeOffset now)
    {
        var change = new JsonObject
        {
            ["phase"] = "Succeeded",
            ["finishedAt"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        };
        if (node.Child("outputs") is { } declared)
        {
            var parameters = new JsonArray();
            foreach (var parameter in declared.Children("parameters"))
            {
                parameters.Add(Supplied(parameter, node.Text("displayName"), outputs, used, mistakes));
            }

            change["outputs"] = new JsonObject { ["parameters"] = parameters };
        }

        return change;
    }

    private static JsonObject Supplied(
        JsonObject parameter, string node, IReadOnlyDictionary<string, string> outputs, HashSet<string> used, List<string> mistakes)
    {
        var result = (JsonObject)parameter.DeepClone();
        var name = parameter.Text("name");
        if (parameter.Child("valueFrom").Child("supplied") is null)
        {
            return result;
        }

        if (outputs.TryGetValue(name, out var value))
        {
            used.Add(name);
        }
        else if ((value = parameter.Child("valueFrom").Scalar("default")) is null)
        {
            mistakes.Add($"node '{node}' asks for '{name}', which has no default");
        }

        result["value"] = value;
        result.Remove("valueFrom");
        return result;
    }

    // A merge patch cannot reach into the compressed table: the whole of it is written out plain.
    private static JsonObject Uncompressed(JsonObject table, JsonObject changes)
    {
        var nodes = (JsonObject)table.DeepClone();
        foreach (var (id, change) in changes)
        {
            foreach (var (field, value) in (JsonObject)change!)
            {
                ((JsonObject)nodes[id]!)[field] = value?.DeepClone();
            }
        }

        return new JsonObject { ["nodes"] = nodes, ["compressedNodes"] = null };
    }
}
