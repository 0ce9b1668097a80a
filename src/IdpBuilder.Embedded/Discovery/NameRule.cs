namespace IdpBuilder.Embedded.Discovery;

/// <summary>What a resource's names may look like.</summary>
internal enum NameRule
{
    /// <summary>A DNS-1123 subdomain of at most 253 characters.</summary>
    Subdomain,

    /// <summary>A DNS-1123 label of at most 63 characters.</summary>
    Label,

    /// <summary>A DNS-1035 label, which begins with a letter.</summary>
    ServiceLabel,

    /// <summary>Anything that can be a segment of a path.</summary>
    PathSegment,
}
