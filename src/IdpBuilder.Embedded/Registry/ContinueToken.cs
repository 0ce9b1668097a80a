using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Registry;

/// <summary>Where the next page of a list begins.</summary>
/// <param name="Revision">The revision the list shows.</param>
/// <param name="Namespace">The namespace of the last object delivered.</param>
/// <param name="Name">Its name.</param>
internal sealed record ContinueToken(long Revision, string Namespace, string Name)
{
    public static ContinueToken Parse(string text)
    {
        try
        {
            var padded = text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '=');
            var json = JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(padded))) as JsonObject;
            if (NodePath.Text(json, "v") == "idp/v1" && NodePath.Whole(json!["rv"]) is { } revision)
            {
                return new ContinueToken(revision, NodePath.Text(json, "ns"), NodePath.Text(json, "start"));
            }
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException or ArgumentException)
        {
            // Answered below: a token that is none is the client's mistake.
        }

        throw StatusFailures.BadRequest("continue key is not valid: encoded continue token is malformed");
    }

    public override string ToString()
    {
        var json = new JsonObject { ["v"] = "idp/v1", ["rv"] = Revision, ["ns"] = Namespace, ["start"] = Name };
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(json.ToJsonString()))
            .TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    /// <summary>Whether an object comes after the last one delivered.</summary>
    public bool Precedes(string inNamespace, string name)
    {
        var order = string.CompareOrdinal(Namespace, inNamespace);
        return order < 0 || (order == 0 && string.CompareOrdinal(Name, name) < 0);
    }
}
