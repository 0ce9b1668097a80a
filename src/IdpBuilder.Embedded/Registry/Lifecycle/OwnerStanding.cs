namespace IdpBuilder.Embedded.Registry.Lifecycle;

/// <summary>How an owner stands towards a dependent.</summary>
internal enum OwnerStanding
{
    /// <summary>It exists and stays.</summary>
    Solid,

    /// <summary>It does not exist.</summary>
    Absent,

    /// <summary>It waits for its dependents to go before it goes itself.</summary>
    Leaving,
}
