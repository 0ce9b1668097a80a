namespace IdpBuilder.Embedded.Registry;

/// <summary>What becomes of unknown and duplicate fields of a write.</summary>
internal enum FieldValidation
{
    /// <summary>They are dropped and the client is warned.</summary>
    Warn,

    /// <summary>They are dropped silently.</summary>
    Ignore,

    /// <summary>They refuse the write.</summary>
    Strict,
}
