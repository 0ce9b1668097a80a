using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Store;

/// <summary>How one API version shows objects that are stored in another.</summary>
/// <param name="ApiVersion">The version shown.</param>
/// <param name="FromStorage">Converts a copy of the stored object; null when only <c>apiVersion</c> differs, if anything.</param>
/// <param name="ToStorage">Converts an object of this version in place for storing; null when nothing differs.</param>
internal sealed record ApiVersionView(string ApiVersion, Action<JsonObject>? FromStorage = null, Action<JsonObject>? ToStorage = null)
{
    private static readonly ConcurrentDictionary<string, ApiVersionView> Plain = new(StringComparer.Ordinal);

    /// <summary>The one view that only rewrites <c>apiVersion</c>: objects keep their bytes by view, so there is one of each.</summary>
    public static ApiVersionView Renaming(string apiVersion) => Plain.GetOrAdd(apiVersion, static version => new ApiVersionView(version));

    /// <summary>The object in this version: the stored one itself when nothing differs, else a converted copy.</summary>
    public JsonObject Present(JsonObject stored)
    {
        if (FromStorage is null && stored["apiVersion"]?.GetValue<string>() == ApiVersion)
        {
            return stored;
        }

        var copy = (JsonObject)stored.DeepClone();
        FromStorage?.Invoke(copy);
        copy["apiVersion"] = ApiVersion;
        return copy;
    }
}
