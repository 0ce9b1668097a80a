namespace IdpBuilder.Embedded.Schemas;

/// <summary>What a number stands for in the protobuf form of a type.</summary>
internal sealed record NumberedField
{
    /// <summary>The name in JSON; empty for a message whose fields JSON shows beside their siblings.</summary>
    public string Name { get; init; } = string.Empty;

    public TypeSchema Schema { get; init; } = TypeSchema.Any;

    /// <summary>Whether zero, false or an empty text was meant; otherwise that is how an absent field is sent.</summary>
    public bool KeepsZero { get; init; }

    /// <summary>The fields of a message that JSON does not know as such.</summary>
    public FieldNumbers? Inlined { get; init; }
}
