namespace IdpBuilder.Embedded.Actors.Workloads;

/// <summary>How the actors mark what they made where upstream leaves no mark.</summary>
internal static class ClusterMarks
{
    /// <summary>The actor that looks after an object.</summary>
    public const string ManagedBy = "embedded.idpbuilder.io/managed-by";
}
