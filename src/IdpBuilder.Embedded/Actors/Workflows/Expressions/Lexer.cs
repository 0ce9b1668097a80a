using System.Globalization;
using System.Text;

namespace IdpBuilder.Embedded.Actors.Workflows.Expressions;

/// <summary>Splits the text of an expression into tokens.</summary>
internal sealed class Lexer(string text)
{
    private static readonly string[] Symbols =
    [
        "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "**", "..",
        "(", ")", "[", "]", "{", "}", ".", ",", ":", "?", "!", "<", ">", "+", "-", "*", "/", "%", "|", "#",
    ];

    // A long chain of operators is evaluated as deep as it is long.
    private const int MostTokens = 2000;

    private int _at;

    /// <summary>All tokens, the last being <see cref="TokenKind.End"/>.</summary>
    public static List<Token> Read(string text)
    {
        var lexer = new Lexer(text);
        var tokens = new List<Token>();
        do
        {
            tokens.Add(lexer.Next());
            if (tokens.Count > MostTokens)
            {
                throw new ExpressionException("the expression is too long");
            }
        }
        while (tokens[^1].Kind != TokenKind.End);
        return tokens;
    }

    private Token Next()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }

        if (_at == text.Length)
        {
            return new Token(TokenKind.End, "end");
        }

        var first = text[_at];
        return first switch
        {
            '"' or '\'' => Quoted(first),
            '`' => Raw(),
            _ when char.IsAsciiDigit(first) => Number(),
            _ when char.IsLetter(first) || first is '_' or '$' => Word(),
            _ => Symbol(),
        };
    }

    private Token Symbol()
    {
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(text, _at, symbol, 0, symbol.Length) == 0)
            {
                _at += symbol.Length;
                return new Token(TokenKind.Symbol, symbol);
            }
        }

        throw new ExpressionException($"unrecognized character '{text[_at]}' at {_at} of \"{text}\"");
    }

    private Token Word()
    {
        var start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '$'))
        {
            _at++;
        }

        return new Token(TokenKind.Word, text[start.._at]);
    }

    private Token Number()
    {
        var start = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] == '_' || IsFraction()))
        {
            _at++;
        }

        var digits = text[start.._at].Replace("_", string.Empty, StringComparison.Ordinal);
        if (long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var whole))
        {
            return new Token(TokenKind.Number, digits, whole);
        }

        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? new Token(TokenKind.Number, digits, number)
            : throw new ExpressionException($"bad number \"{digits}\" in \"{text}\"");
    }

    private bool IsFraction() => text[_at] == '.' && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1]);

    private Token Raw()
    {
        var end = text.IndexOf('`', _at + 1);
        if (end < 0)
        {
            throw new ExpressionException($"literal not terminated in \"{text}\"");
        }

        var raw = text[(_at + 1)..end];
        _at = end + 1;
        return new Token(TokenKind.Text, raw);
    }

    private Token Quoted(char quote)
    {
        var result = new StringBuilder();
        for (_at++; _at < text.Length; _at++)
        {
            if (text[_at] == quote)
            {
                _at++;
                return new Token(TokenKind.Text, result.ToString());
            }

            result.Append(text[_at] == '\\' && _at + 1 < text.Length ? Escape(text[++_at]) : text[_at]);
        }

        throw new ExpressionException($"literal not terminated in \"{text}\"");
    }

    private static char Escape(char escaped) => escaped switch
    {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        _ => escaped,
    };
}
