using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Patching;

/// <summary>Every failure of patching, with a real server's codes and texts.</summary>
internal static class PatchFailures
{
    public static PatchException Malformed(string why) => new(400, "BadRequest", why);

    /// <summary>A strategic merge patch that says what cannot be done; real servers blame themselves.</summary>
    public static PatchException Impossible(string why) => new(500, string.Empty, why);

    /// <summary>The patch is one, but the object is not as it expects.</summary>
    public static PatchException Unprocessable(string why) => new(422, "Invalid", why);

    /// <summary>An applied configuration is not of its type.</summary>
    public static PatchException NotOfType(Manifest configuration, IReadOnlyList<string> why) => new(
        500, string.Empty,
        $"failed to create typed patch object ({configuration.Namespace}/{configuration.Name}; {configuration.GroupVersionKind}): " +
        (why.Count == 1 ? why[0] : string.Join('\n', why.Select(error => "  " + error).Prepend("errors:"))));

    public static PatchException TooManyOperations(int count, int limit) => new(
        413, "RequestEntityTooLarge",
        $"Request entity too large: The allowed maximum operations in a JSON patch is {limit}, got {count}");

    public static PatchException ManagedFieldsApplied() => new(400, "BadRequest", "metadata.managedFields must be nil");

    public static PatchException ManagedFieldsUnreadable() =>
        new(500, string.Empty, "failed to decode managed fields: an entry of metadata.managedFields is malformed");
}
