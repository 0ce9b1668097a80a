using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry;

/// <summary>What a write came to.</summary>
/// <param name="Json">The object in the storage version; it belongs to the store and must not be changed.</param>
/// <param name="Stored">The version stored; null for a dry run.</param>
/// <param name="Created">Whether the object is new.</param>
internal sealed record WriteOutcome(JsonObject Json, StoredObject? Stored, bool Created);
