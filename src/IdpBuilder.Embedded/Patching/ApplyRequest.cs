using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Patching;

/// <summary>A server-side apply.</summary>
/// <param name="Live">The object as it is, with its <c>managedFields</c>; null when there is none. It is never changed.</param>
/// <param name="Configuration">What is applied. It is never changed.</param>
/// <param name="Schema">The type; null to take the shape of the values as it comes.</param>
/// <param name="Writer">Who applies.</param>
/// <param name="Force">Whether fields of other writers are taken over.</param>
internal sealed record ApplyRequest(JsonObject? Live, JsonObject Configuration, TypeSchema? Schema, FieldWriter Writer, bool Force = false);
