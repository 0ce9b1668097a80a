using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Registry;

/// <summary>What a patch makes of an object.</summary>
/// <param name="Json">The new object.</param>
/// <param name="ManagedFields">Who owns what from now on, where the patch itself decides that; null where the change decides it.</param>
internal sealed record PatchedObject(JsonObject Json, JsonArray? ManagedFields = null);
