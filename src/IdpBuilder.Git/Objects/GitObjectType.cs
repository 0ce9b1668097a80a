namespace IdpBuilder.Git.Objects;

/// <summary>The kinds of objects, with the numbers that packs have for them.</summary>
internal enum GitObjectType
{
    /// <summary>A tree with its history.</summary>
    Commit = 1,

    /// <summary>A directory.</summary>
    Tree = 2,

    /// <summary>What a file holds.</summary>
    Blob = 3,
}
