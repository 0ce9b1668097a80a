using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Clusters;

namespace IdpBuilder.Kubernetes.Configuration;

/// <summary>Changes the content of a kubeconfig; what it does not know stays as it is.</summary>
internal static class KubeconfigDocument
{
    private static readonly string[] Sections = ["clusters", "users", "contexts"];

    private static readonly string[] Fields = ["apiVersion", "kind", "preferences", "clusters", "users", "contexts", "current-context", "extensions"];

    /// <summary>An empty kubeconfig.</summary>
    public static JsonObject Empty() => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Config",
        ["preferences"] = new JsonObject(),
    };

    /// <summary>Why a document is no kubeconfig, as a clause; null when it is one. An empty one is.</summary>
    public static string? MistakeIn(JsonObject document)
    {
        if (document.Count > 0 && !Fields.Any(document.ContainsKey))
        {
            return "it has none of a kubeconfig's fields";
        }

        if (document["kind"] is { } kind && kind.ToString() != "Config")
        {
            return "its kind is not Config";
        }

        return Sections.FirstOrDefault(section => document[section] is not (null or JsonArray)) is { } wrong ? $"its '{wrong}' is not a list" : null;
    }

    /// <summary>The current context; empty for none.</summary>
    public static string CurrentContext(JsonObject document) =>
        document["current-context"] is JsonValue value && value.TryGetValue(out string? name) ? name : string.Empty;

    /// <summary>Adds a cluster with its user and context, in the place of those that bore the name.</summary>
    /// <param name="document">The kubeconfig.</param>
    /// <param name="entry">The cluster.</param>
    /// <param name="owner">The process with which it ends; null for none.</param>
    /// <param name="makeCurrent">Whether its context becomes the current one.</param>
    public static void Add(JsonObject document, KubeconfigEntry entry, EntryOwner? owner, bool makeCurrent)
    {
        var cluster = new JsonObject { ["server"] = entry.Endpoint.Server.ToString().TrimEnd('/') };
        if (entry.Endpoint.CertificateAuthority.Length > 0)
        {
            cluster["certificate-authority-data"] = Base64(entry.Endpoint.CertificateAuthority);
        }

        var user = new JsonObject();
        if (entry.Endpoint.Token.Length > 0)
        {
            user["token"] = entry.Endpoint.Token;
        }

        if (entry.Endpoint.ClientCertificate.Length > 0)
        {
            user["client-certificate-data"] = Base64(entry.Endpoint.ClientCertificate);
            user["client-key-data"] = Base64(entry.Endpoint.ClientKey);
        }

        Put(document, "clusters", entry.Name, "cluster", cluster);
        Put(document, "users", entry.Name, "user", user);
        var context = new JsonObject { ["cluster"] = entry.Name, ["user"] = entry.Name };
        if (owner is not null)
        {
            context["extensions"] = owner.ToExtensions();
        }

        Put(document, "contexts", entry.Name, "context", context);
        if (makeCurrent)
        {
            document["current-context"] = entry.Name;
        }
    }

    /// <summary>The processes with which contexts end, by the contexts' names.</summary>
    public static IReadOnlyDictionary<string, EntryOwner> Owners(JsonObject document)
    {
        var owners = new Dictionary<string, EntryOwner>(StringComparer.Ordinal);
        foreach (var item in (document["contexts"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (item["name"] is JsonValue name && name.TryGetValue(out string? text) && item["context"] is JsonObject context && EntryOwner.Of(context) is { } owner)
            {
                owners[text] = owner;
            }
        }

        return owners;
    }

    /// <summary>Removes what bears a name; false when nothing did.</summary>
    public static bool Remove(JsonObject document, string name)
    {
        var removed = false;
        foreach (var section in Sections)
        {
            if (document[section] is JsonArray items && Find(items, name) is { } item)
            {
                items.Remove(item);
                removed = true;
            }
        }

        if (removed && CurrentContext(document) == name)
        {
            document["current-context"] = string.Empty;
        }

        return removed;
    }

    private static void Put(JsonObject document, string section, string name, string content, JsonObject value)
    {
        if (document[section] is not JsonArray items)
        {
            document[section] = items = [];
        }

        if (Find(items, name) is { } item)
        {
            item[content] = value;
        }
        else
        {
            items.Add(new JsonObject { ["name"] = name, [content] = value });
        }
    }

    private static string Base64(string pem) => Convert.ToBase64String(Encoding.ASCII.GetBytes(pem));

    private static JsonObject? Find(JsonArray items, string name) => items.OfType<JsonObject>()
        .FirstOrDefault(item => item["name"] is JsonValue value && value.TryGetValue(out string? text) && text == name);
}
