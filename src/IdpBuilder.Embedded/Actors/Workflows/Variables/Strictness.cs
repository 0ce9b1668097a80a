namespace IdpBuilder.Embedded.Actors.Workflows.Variables;

/// <summary>What becomes of tags that name nothing.</summary>
internal enum Strictness
{
    /// <summary>They stay as they are; a later replacement may know them.</summary>
    Lenient,

    /// <summary>Those that name steps or tasks must be known, others stay.</summary>
    OutputsMustBeKnown,

    /// <summary>Every one must be known.</summary>
    AllMustBeKnown,
}
