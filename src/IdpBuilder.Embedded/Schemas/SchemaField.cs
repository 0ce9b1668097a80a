namespace IdpBuilder.Embedded.Schemas;

/// <summary>A field as a table's line states it.</summary>
/// <param name="Name">The name in JSON.</param>
/// <param name="Required">Whether OpenAPI calls the field required.</param>
/// <param name="Schema">What its value may be.</param>
/// <param name="Number">The field's place in protobuf, such as <c>3</c>, <c>16*</c> or <c>2.1</c>; empty where it has none.</param>
internal readonly record struct SchemaField(string Name, bool Required, TypeSchema Schema, string Number);
