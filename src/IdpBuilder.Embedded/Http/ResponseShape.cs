namespace IdpBuilder.Embedded.Http;

/// <summary>The form in which a client wants objects.</summary>
internal enum ResponseShape
{
    /// <summary>As they are.</summary>
    Whole,

    /// <summary>As rows of a table for people.</summary>
    Table,

    /// <summary>Their metadata only.</summary>
    Metadata,

    /// <summary>Discovery of all groups in one document.</summary>
    AggregatedDiscovery,
}
