namespace IdpBuilder.Embedded.Registry.Selection;

/// <summary>How a requirement looks at a label.</summary>
internal enum LabelOperator
{
    /// <summary>The value is one of a set.</summary>
    In,

    /// <summary>The label is missing or its value is none of a set.</summary>
    NotIn,

    /// <summary>The label is there.</summary>
    Exists,

    /// <summary>The label is missing.</summary>
    DoesNotExist,

    /// <summary>The value is a number above the given one.</summary>
    GreaterThan,

    /// <summary>The value is a number below the given one.</summary>
    LessThan,
}
