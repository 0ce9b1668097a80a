namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go;

/// <summary>The value of a key that a map does not have; null is one that it has.</summary>
internal sealed class GoMissing
{
    private GoMissing()
    {
    }

    /// <summary>The only one.</summary>
    public static GoMissing Value { get; } = new();
}
