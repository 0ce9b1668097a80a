namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go;

/// <summary>A piece of a template's text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The piece as written; for <see cref="GoTokenKind.Text"/> as it is put out.</param>
/// <param name="Position">Where it begins.</param>
internal readonly record struct GoToken(GoTokenKind Kind, string Text, int Position)
{
    /// <summary>Whether it is this operator or this name.</summary>
    public bool Is(string text) => Kind is GoTokenKind.Operator or GoTokenKind.Name && Text == text;
}
