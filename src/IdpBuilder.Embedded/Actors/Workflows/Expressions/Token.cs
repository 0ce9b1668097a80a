namespace IdpBuilder.Embedded.Actors.Workflows.Expressions;

/// <summary>One token of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text; of a text literal what it stands for.</param>
/// <param name="Value">The number it stands for: a <see cref="long"/> or a <see cref="double"/>.</param>
internal readonly record struct Token(TokenKind Kind, string Text, object? Value = null)
{
    /// <summary>Whether it is this symbol, or this word used as an operator.</summary>
    public bool Is(string text) => Kind is TokenKind.Symbol or TokenKind.Word && Text == text;
}
