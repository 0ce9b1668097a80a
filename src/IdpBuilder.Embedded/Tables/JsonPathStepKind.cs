namespace IdpBuilder.Embedded.Tables;

/// <summary>How a step of a JSON path goes on.</summary>
internal enum JsonPathStepKind
{
    /// <summary>To the field of a name.</summary>
    Field,

    /// <summary>To the item at an index.</summary>
    Index,

    /// <summary>To every item or field.</summary>
    All,

    /// <summary>To the items that satisfy a condition.</summary>
    Filter,
}
