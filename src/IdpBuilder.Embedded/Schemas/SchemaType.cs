namespace IdpBuilder.Embedded.Schemas;

/// <summary>The kinds of value a schema allows.</summary>
internal enum SchemaType
{
    /// <summary>Any value; its own shape says how it is merged.</summary>
    Any,

    /// <summary>A struct or a map.</summary>
    Object,

    /// <summary>A list.</summary>
    List,

    /// <summary>Text.</summary>
    String,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A whole number or text.</summary>
    IntOrString,
}
