namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go;

/// <summary>Goes through a template's tokens.</summary>
internal sealed class GoTokenReader
{
    private const int DeepestNesting = 200;

    private readonly IReadOnlyList<GoToken> _tokens;
    private int _index;
    private int _depth;

    /// <summary>Begins at the first token.</summary>
    public GoTokenReader(string source)
    {
        Source = source;
        _tokens = GoLexer.Tokenize(source);
    }

    /// <summary>The template's text.</summary>
    public string Source { get; }

    /// <summary>The variables that exist at this place.</summary>
    public List<string> Variables { get; set; } = ["$"];

    /// <summary>The next token.</summary>
    public GoToken Peek() => _tokens[_index];

    /// <summary>The next token but white space, which is skipped.</summary>
    public GoToken PeekVisible()
    {
        while (Peek().Kind == GoTokenKind.Space)
        {
            _index++;
        }

        return Peek();
    }

    /// <summary>Takes the next token.</summary>
    public GoToken Next() => _tokens[_index].Kind == GoTokenKind.End ? _tokens[_index] : _tokens[_index++];

    /// <summary>Takes the next token but white space.</summary>
    public GoToken NextVisible()
    {
        PeekVisible();
        return Next();
    }

    /// <summary>Takes the next visible token if it is this operator or name.</summary>
    public bool TryTake(string text)
    {
        var found = PeekVisible().Is(text);
        _index += found ? 1 : 0;
        return found;
    }

    /// <summary>Where to return to by <see cref="Return"/>.</summary>
    public int Mark() => _index;

    /// <summary>Goes back.</summary>
    public void Return(int mark) => _index = mark;

    /// <summary>Takes the end of an action.</summary>
    public void Close(string context)
    {
        var token = NextVisible();
        if (token.Kind != GoTokenKind.Close)
        {
            throw Unexpected(token, context);
        }
    }

    /// <summary>The text from a position up to the last token taken, without white space around it.</summary>
    public string TextFrom(int position) => Source[position..Math.Max(position, EndOfLast())].Trim();

    /// <summary>A failure at a token.</summary>
    public GoTemplateException Error(GoToken token, string message) => GoText.ParseError(Source, token.Position, message);

    /// <summary>A token that does not belong where it stands.</summary>
    public GoTemplateException Unexpected(GoToken token, string context)
    {
        var what = token.Kind switch
        {
            GoTokenKind.End => "EOF",
            GoTokenKind.Name or GoTokenKind.Field or GoTokenKind.Variable => $"<{token.Text}>",
            _ => GoText.Quote(token.Text),
        };
        return Error(token, $"unexpected {what} in {context}");
    }

    /// <summary>Goes one level deeper; a template nested too deep is an error rather than the end of the process.</summary>
    public void Enter()
    {
        if (++_depth > DeepestNesting)
        {
            throw Error(Peek(), "max expression depth exceeded");
        }
    }

    /// <summary>Goes back up.</summary>
    public void Leave() => _depth--;

    private int EndOfLast() => _index == 0 ? 0 : _tokens[_index - 1].Position + _tokens[_index - 1].Text.Length;
}
