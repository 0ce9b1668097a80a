namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go;

/// <summary>Cuts a template's text into tokens.</summary>
internal sealed class GoLexer
{
    private const string OpenMark = "{{";
    private const string CloseMark = "}}";

    private readonly string _source;
    private readonly List<GoToken> _tokens = [];
    private int _position;

    private GoLexer(string source) => _source = source;

    /// <summary>All tokens, the last one <see cref="GoTokenKind.End"/>.</summary>
    public static IReadOnlyList<GoToken> Tokenize(string source)
    {
        var lexer = new GoLexer(source);
        lexer.Run();
        return lexer._tokens;
    }

    private void Run()
    {
        var trim = false;
        while (_position < _source.Length)
        {
            var open = _source.IndexOf(OpenMark, _position, StringComparison.Ordinal);
            AddText(open < 0 ? _source.Length : open, trim);
            if (open < 0)
            {
                break;
            }

            trim = ReadAction();
        }

        _tokens.Add(new GoToken(GoTokenKind.End, string.Empty, _source.Length));
    }

    private void AddText(int end, bool trimStart)
    {
        var text = _source[_position..end];
        var trimmed = trimStart ? text.TrimStart(' ', '\t', '\r', '\n') : text;
        if (IsTrimMark(end + OpenMark.Length))
        {
            trimmed = trimmed.TrimEnd(' ', '\t', '\r', '\n');
        }

        if (trimmed.Length > 0)
        {
            _tokens.Add(new GoToken(GoTokenKind.Text, trimmed, _position));
        }

        _position = end;
    }

    private bool IsTrimMark(int at) => at + 1 < _source.Length && _source[at] == '-' && IsSpace(_source[at + 1]);

    // Reads from an opening mark to behind the closing one; says whether the text that follows is trimmed.
    private bool ReadAction()
    {
        var start = _position;
        _position += OpenMark.Length;
        if (IsTrimMark(_position))
        {
            _position += 2;
        }

        if (string.CompareOrdinal(_source, _position, "/*", 0, 2) == 0)
        {
            return SkipComment();
        }

        _tokens.Add(new GoToken(GoTokenKind.Open, OpenMark, start));
        while (_position < _source.Length)
        {
            if (AtClose(out var length, out var trim))
            {
                _tokens.Add(new GoToken(GoTokenKind.Close, CloseMark, _position));
                _position += length;
                return trim;
            }

            ReadToken();
        }

        throw Error(start, "unclosed action");
    }

    private bool AtClose(out int length, out bool trim)
    {
        trim = IsSpace(_source[_position]) && string.CompareOrdinal(_source, _position + 1, "-}}", 0, 3) == 0;
        length = trim ? 4 : CloseMark.Length;
        return trim || string.CompareOrdinal(_source, _position, CloseMark, 0, CloseMark.Length) == 0;
    }

    private bool SkipComment()
    {
        var end = _source.IndexOf("*/", _position, StringComparison.Ordinal);
        if (end < 0)
        {
            throw Error(_position, "unclosed comment");
        }

        _position = end + 2;
        if (_position >= _source.Length || !AtClose(out var length, out var trim))
        {
            throw Error(_position, "comment ends before closing delimiter");
        }

        _position += length;
        return trim;
    }

    private void ReadToken()
    {
        var start = _position;
        var first = _source[start];
        var next = start + 1 < _source.Length ? _source[start + 1] : '\0';
        var kind = first switch
        {
            _ when IsSpace(first) => Take(GoTokenKind.Space, IsSpace),
            '.' when char.IsLetter(next) || next == '_' => Take(GoTokenKind.Field, IsWord),
            '.' when char.IsAsciiDigit(next) => Take(GoTokenKind.Number, IsNumberPart),
            '.' => Take(GoTokenKind.Dot, 1),
            '$' => Take(GoTokenKind.Variable, IsWord),
            '"' or '`' or '\'' => TakeQuoted(first),
            ':' when next == '=' => Take(GoTokenKind.Operator, 2),
            '|' or '(' or ')' or ',' or '=' => Take(GoTokenKind.Operator, 1),
            '+' or '-' when char.IsAsciiDigit(next) || next == '.' => Take(GoTokenKind.Number, IsNumberPart),
            _ when char.IsAsciiDigit(first) => Take(GoTokenKind.Number, IsNumberPart),
            _ when IsWord(first) => Take(GoTokenKind.Name, IsWord),
            _ => throw Error(start, $"unexpected {GoText.Quote(first.ToString())} in command"),
        };
        _tokens.Add(new GoToken(kind, _source[start.._position], start));
    }

    private GoTokenKind Take(GoTokenKind kind, int length)
    {
        _position += length;
        return kind;
    }

    private GoTokenKind Take(GoTokenKind kind, Func<char, bool> belongs)
    {
        var isSpace = kind == GoTokenKind.Space;
        do
        {
            _position++;
        }
        while (_position < _source.Length && belongs(_source[_position]) && !(isSpace && AtClose(out _, out _)));

        return kind;
    }

    private GoTokenKind TakeQuoted(char quote)
    {
        var start = _position++;
        while (_position < _source.Length && _source[_position] != quote && (quote == '`' || _source[_position] != '\n'))
        {
            _position += _source[_position] == '\\' && quote != '`' ? 2 : 1;
        }

        if (_position >= _source.Length || _source[_position] != quote)
        {
            throw Error(start, quote == '`' ? "unterminated raw quoted string" : "unterminated quoted string");
        }

        _position++;
        return quote == '\'' ? GoTokenKind.Number : GoTokenKind.String;
    }

    private static bool IsSpace(char letter) => letter is ' ' or '\t' or '\r' or '\n';

    private static bool IsWord(char letter) => letter == '_' || char.IsLetterOrDigit(letter);

    private bool IsNumberPart(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' || (letter is '+' or '-' && _source[_position - 1] is 'e' or 'E' or 'p' or 'P');

    private GoTemplateException Error(int position, string message) => GoText.ParseError(_source, position, message);
}
