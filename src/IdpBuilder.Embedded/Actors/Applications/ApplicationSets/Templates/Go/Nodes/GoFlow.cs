namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Nodes;

/// <summary>How execution goes on after a statement.</summary>
internal enum GoFlow
{
    /// <summary>With the next one.</summary>
    Next,

    /// <summary>Behind the enclosing range.</summary>
    Break,

    /// <summary>With the next element of the enclosing range.</summary>
    Continue,
}
