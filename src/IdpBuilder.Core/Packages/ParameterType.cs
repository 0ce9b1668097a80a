namespace IdpBuilder.Packages;

/// <summary>What kind of value a parameter takes.</summary>
public enum ParameterType
{
    /// <summary>Text.</summary>
    String,

    /// <summary>A whole number of 64 bits.</summary>
    Int,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Bool,

    /// <summary>A list.</summary>
    Array,

    /// <summary>A mapping, such as a hashtable.</summary>
    Object,
}
