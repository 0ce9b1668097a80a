using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Http;

/// <summary>Makes answers.</summary>
internal static class ApiResponses
{
    public static ApiResponse Text(string text) => new(200, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text));

    public static ApiResponse Json(JsonObject json, int status = 200, string mediaType = "application/json") =>
        new(status, mediaType, EncodedObject.Of(json).Utf8);

    /// <summary>The Status a failure answers.</summary>
    public static ApiResponse Failure(StatusException failure)
    {
        var response = Json(StatusOf(failure), failure.Code);
        return NodePath.Whole(failure.Details?["retryAfterSeconds"]) is { } seconds
            ? response.With([new("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))])
            : response;
    }

    public static JsonObject StatusOf(StatusException failure)
    {
        var status = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = failure.Message,
        };
        if (failure.Reason.Length > 0)
        {
            status["reason"] = failure.Reason;
        }

        if (failure.Details is not null)
        {
            status["details"] = failure.Details.DeepClone();
        }

        status["code"] = failure.Code;
        return status;
    }

    /// <summary>The Status that a deletion answers when the object is gone.</summary>
    public static JsonObject Deleted(StoredObject removed)
    {
        var details = new JsonObject { ["name"] = removed.Address.Name };
        if (removed.Address.Resource.Group.Length > 0)
        {
            details["group"] = removed.Address.Resource.Group;
        }

        details["kind"] = removed.Address.Resource.Plural;
        details["uid"] = removed.Uid;
        return new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Success",
            ["details"] = details,
        };
    }

    /// <summary>Warnings as the header clients print them from.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Warnings(IEnumerable<string> warnings) =>
        warnings.Select(warning => KeyValuePair.Create("Warning", $"299 - \"{Quote(warning)}\""));

    private static string Quote(string text) => string.Concat(text.Select(character => character switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        _ when char.IsControl(character) || character > '~' => " ",
        _ => character.ToString(),
    }));
}
