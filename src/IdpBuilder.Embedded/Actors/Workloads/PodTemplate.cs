using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads;

/// <summary>Makes Pods from templates.</summary>
internal static class PodTemplate
{
    private const string SafeLetters = "bcdfghjklmnpqrstvwxz2456789";

    // As many letters as 32 bits need.
    private const int HashLength = 7;

    /// <summary>A Pod of an owner. Its name is made by the server from the owner's unless one is given.</summary>
    public static JsonObject Pod(Manifest owner, JsonObject template, string name = "")
    {
        var metadata = new JsonObject { ["namespace"] = owner.Namespace };
        if (name.Length > 0)
        {
            metadata["name"] = name;
        }
        else
        {
            metadata["generateName"] = owner.Name + "-";
        }

        foreach (var map in new[] { "labels", "annotations", "finalizers" })
        {
            if (template["metadata"]?[map] is { } given)
            {
                metadata[map] = given.DeepClone();
            }
        }

        metadata["ownerReferences"] = new JsonArray(OwnerReferences.To(owner));
        return new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Pod", ["metadata"] = metadata, ["spec"] = template["spec"]?.DeepClone() ?? new JsonObject() };
    }

    /// <summary>Sets a label of an object that is being made.</summary>
    public static void Label(JsonObject json, string name, string value) => Set(json, "labels", name, value);

    /// <summary>Sets an annotation of an object that is being made.</summary>
    public static void Annotate(JsonObject json, string name, string value) => Set(json, "annotations", name, value);

    /// <summary>A short name for what a template says, whatever the order of its fields.</summary>
    public static string Hash(JsonNode? template)
    {
        var hash = 2166136261u;
        foreach (var part in Encoding.UTF8.GetBytes(Canonical(template)))
        {
            hash = (hash ^ part) * 16777619;
        }

        return string.Create(HashLength, hash, static (text, rest) =>
        {
            for (var index = 0; index < text.Length; index++, rest /= (uint)SafeLetters.Length)
            {
                text[index] = SafeLetters[(int)(rest % (uint)SafeLetters.Length)];
            }
        });
    }

    private static void Set(JsonObject json, string map, string name, string value)
    {
        var metadata = (JsonObject)json["metadata"]!;
        if (metadata[map] is not JsonObject entries)
        {
            metadata[map] = entries = [];
        }

        entries[name] = value;
    }

    private static string Canonical(JsonNode? node) => node switch
    {
        JsonObject fields => "{" + string.Join(',', fields.Where(field => field.Value is not null)
            .OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}:{Canonical(field.Value)}")) + "}",
        JsonArray items => "[" + string.Join(',', items.Select(Canonical)) + "]",
        _ => node?.ToJsonString() ?? "null",
    };
}
