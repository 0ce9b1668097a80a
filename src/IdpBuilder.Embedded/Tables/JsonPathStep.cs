namespace IdpBuilder.Embedded.Tables;

/// <summary>A step of a JSON path.</summary>
/// <param name="Kind">How it goes on.</param>
/// <param name="Name">The field's name, or the path inside an item that a condition looks at.</param>
/// <param name="Index">The index; from the end when negative.</param>
/// <param name="Operator">A condition's comparison; empty to ask for presence.</param>
/// <param name="Literal">What a condition compares with.</param>
internal sealed record JsonPathStep(JsonPathStepKind Kind, string Name = "", int Index = 0, string Operator = "", string Literal = "");
