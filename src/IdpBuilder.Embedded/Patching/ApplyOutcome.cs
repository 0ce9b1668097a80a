using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Patching;

/// <summary>What came of a server-side apply.</summary>
/// <param name="Object">The new object, with its <c>managedFields</c> and before defaulting; null when there are conflicts.</param>
/// <param name="Conflicts">The fields of others that the configuration would change.</param>
internal sealed record ApplyOutcome(JsonObject? Object, IReadOnlyList<ApplyConflict> Conflicts)
{
    /// <summary>The conflicts as a real server puts them.</summary>
    public string ConflictMessage
    {
        get
        {
            if (Conflicts is [var only])
            {
                return $"Apply failed with 1 conflict: {only.Message}: {only.Field}";
            }

            var lines = Conflicts.GroupBy(conflict => conflict.Owner, StringComparer.Ordinal)
                .SelectMany(owned => owned.Select(conflict => $"- {conflict.Field}").Prepend($"conflicts with {owned.Key}:"));
            return $"Apply failed with {Conflicts.Count} conflicts: {string.Join('\n', lines)}";
        }
    }
}
