using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Functions;
using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Nodes;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go;

/// <summary>Parses what stands inside actions.</summary>
/// <param name="tokens">The tokens.</param>
/// <param name="functions">The functions that may be called.</param>
internal sealed class GoExpressionParser(GoTokenReader tokens, GoFunctionTable functions)
{
    /// <summary>Parses a pipeline up to the end of its action.</summary>
    public GoPipeline Action(string context)
    {
        var pipeline = Pipeline(context);
        tokens.Close(context);
        return pipeline;
    }

    private GoPipeline Pipeline(string context)
    {
        tokens.Enter();
        var start = tokens.PeekVisible();
        var (variables, isAssignment) = Declarations(context);
        var commands = new List<GoCommand>();
        do
        {
            commands.Add(Command(context));
        }
        while (tokens.TryTake("|"));

        var text = tokens.TextFrom(start.Position);
        if (!isAssignment)
        {
            tokens.Variables.AddRange(variables);
        }

        tokens.Leave();
        return new GoPipeline(start.Position, text, variables, isAssignment, commands);
    }

    private (List<string> Names, bool IsAssignment) Declarations(string context)
    {
        var mark = tokens.Mark();
        var names = new List<string>();
        while (tokens.PeekVisible().Kind == GoTokenKind.Variable)
        {
            names.Add(tokens.Next().Text);
            if (tokens.TryTake(":="))
            {
                return (names, false);
            }

            if (tokens.TryTake("="))
            {
                names.ForEach(Known);
                return (names, true);
            }

            if (context != "range" || names.Count == 2 || !tokens.TryTake(","))
            {
                break;
            }
        }

        tokens.Return(mark);
        return ([], false);
    }

    private GoCommand Command(string context)
    {
        var start = tokens.PeekVisible();
        var operands = new List<GoExpression>();
        while (Operand() is { } operand)
        {
            operands.Add(operand);
            var next = tokens.Peek();
            if (next.Kind != GoTokenKind.Space && next.Kind != GoTokenKind.Close && !next.Is("|") && !next.Is(")"))
            {
                throw tokens.Unexpected(next, "operand");
            }
        }

        var end = tokens.PeekVisible();
        if (operands.Count == 0)
        {
            throw end.Kind == GoTokenKind.Close || end.Is("|")
                ? tokens.Error(end, context == "command" ? "missing value for command" : $"missing value for {context}")
                : tokens.Unexpected(end, context);
        }

        return new GoCommand(start.Position, tokens.Source[start.Position..end.Position].Trim(), operands[0], operands[1..]);
    }

    // A value with the fields that follow it; null when the next token begins none.
    private GoExpression? Operand()
    {
        var start = tokens.PeekVisible();
        var value = Value();
        while (value is not null && tokens.Peek().Kind == GoTokenKind.Field)
        {
            if (value is GoLiteral or GoDot)
            {
                throw tokens.Error(tokens.Peek(), $"unexpected . after term {GoText.Quote(value.Text)}");
            }

            var name = tokens.Next().Text[1..];
            value = new GoField(start.Position, tokens.TextFrom(start.Position), value, name);
        }

        return value;
    }

    private GoExpression? Value()
    {
        var token = tokens.PeekVisible();
        switch (token.Kind)
        {
            case GoTokenKind.Field:
                tokens.Next();
                return new GoField(token.Position, token.Text, new GoDot(token.Position), token.Text[1..]);
            case GoTokenKind.Dot:
                tokens.Next();
                return new GoDot(token.Position);
            case GoTokenKind.Variable:
                tokens.Next();
                Known(token.Text);
                return new GoVariable(token.Position, token.Text);
            case GoTokenKind.String:
                tokens.Next();
                return new GoLiteral(token.Position, token.Text, GoText.Unquote(token.Text) ?? throw tokens.Error(token, "invalid syntax"));
            case GoTokenKind.Number:
                tokens.Next();
                return new GoLiteral(token.Position, token.Text, Number(token));
            case GoTokenKind.Name:
                return Name(tokens.Next());
            default:
                return token.Is("(") ? Parenthesized(tokens.Next()) : null;
        }
    }

    private GoPipeline Parenthesized(GoToken open)
    {
        var pipeline = Pipeline("parenthesized pipeline");
        if (!tokens.TryTake(")"))
        {
            throw tokens.Error(tokens.Peek(), "unclosed left paren");
        }

        return new GoPipeline(open.Position, tokens.TextFrom(open.Position), [], false, [new GoCommand(pipeline.Position, pipeline.Text, pipeline, [])]);
    }

    private GoExpression Name(GoToken token) => token.Text switch
    {
        "true" => new GoLiteral(token.Position, token.Text, true),
        "false" => new GoLiteral(token.Position, token.Text, false),
        "nil" => new GoLiteral(token.Position, token.Text, null),
        "if" or "else" or "end" or "range" or "with" or "define" or "template" or "block" or "break" or "continue" =>
            throw tokens.Unexpected(token, "operand"),
        _ => new GoFunctionName(token.Position, token.Text, functions.Find(token.Text, out var failure) ?? throw tokens.Error(token, failure)),
    };

    private object Number(GoToken token)
    {
        if (token.Text[0] != '\'')
        {
            return GoNumber.Parse(token.Text) ?? throw tokens.Error(token, $"bad number syntax: {GoText.Quote(token.Text)}");
        }

        return GoText.Unquote(token.Text) is [var letter] ? (long)letter : throw tokens.Error(token, $"malformed character constant: {token.Text}");
    }

    private void Known(string variable)
    {
        if (!tokens.Variables.Contains(variable))
        {
            throw tokens.Error(tokens.Peek(), $"undefined variable {GoText.Quote(variable)}");
        }
    }
}
