namespace IdpBuilder.Embedded.Schemas;

/// <summary>How the items of a list are told apart when writers share it.</summary>
internal enum ListKind
{
    /// <summary>They are not: the list has one owner.</summary>
    Atomic,

    /// <summary>By their value.</summary>
    Set,

    /// <summary>By the values of their key fields.</summary>
    Map,
}
