namespace IdpBuilder.Embedded.Actors.Workflows.Expressions;

/// <summary>What a token of an expression is.</summary>
internal enum TokenKind
{
    End,
    Number,
    Text,
    Word,
    Symbol,
}
