namespace IdpBuilder.Embedded.Schemas;

/// <summary>What is wrong with a field; the reasons of a Status' causes.</summary>
internal enum FieldErrorType
{
    /// <summary>It is missing.</summary>
    FieldValueRequired,

    /// <summary>Its value is not allowed.</summary>
    FieldValueInvalid,

    /// <summary>Its value is none of those allowed.</summary>
    FieldValueNotSupported,

    /// <summary>Its value is of another type.</summary>
    FieldValueTypeInvalid,

    /// <summary>Its value is there already.</summary>
    FieldValueDuplicate,

    /// <summary>Its value is too long.</summary>
    FieldValueTooLong,

    /// <summary>It has too many items.</summary>
    FieldValueTooMany,

    /// <summary>It must not be set or changed.</summary>
    FieldValueForbidden,

    /// <summary>It names something that is not there.</summary>
    FieldValueNotFound,
}
