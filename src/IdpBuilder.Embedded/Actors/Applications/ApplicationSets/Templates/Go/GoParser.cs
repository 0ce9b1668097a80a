using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Functions;
using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Nodes;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go;

/// <summary>Parses a template's statements.</summary>
internal sealed class GoParser
{
    private readonly GoTokenReader _tokens;
    private readonly GoExpressionParser _expressions;
    private readonly Dictionary<string, GoStatement> _templates = new(StringComparer.Ordinal);
    private int _ranges;

    /// <summary>Prepares to parse.</summary>
    public GoParser(string source, GoFunctionTable functions)
    {
        _tokens = new GoTokenReader(source);
        _expressions = new GoExpressionParser(_tokens, functions);
    }

    /// <summary>The templates defined inside.</summary>
    public IReadOnlyDictionary<string, GoStatement> Templates => _templates;

    /// <summary>Parses the whole text.</summary>
    public GoStatement Parse()
    {
        var (body, end) = Body();
        return end.Kind == GoTokenKind.End ? body : throw _tokens.Error(end, $"unexpected {{{{{end.Text}}}}}");
    }

    // Statements up to "end" or "else", whose name has been taken, or up to the end of the text.
    private (GoStatement Body, GoToken End) Body()
    {
        _tokens.Enter();
        var start = _tokens.Peek();
        var statements = new List<GoStatement>();
        while (true)
        {
            var token = _tokens.Next();
            if (token.Kind == GoTokenKind.Text)
            {
                statements.Add(new GoOutput(token.Position, token.Text));
                continue;
            }

            if (token.Kind == GoTokenKind.Open && !IsEnd(_tokens.PeekVisible()))
            {
                statements.Add(Statement());
                continue;
            }

            _tokens.Leave();
            return (new GoList(start.Position, statements), token.Kind == GoTokenKind.End ? token : _tokens.Next());
        }
    }

    private static bool IsEnd(GoToken token) => token.Is("end") || token.Is("else");

    private GoStatement Statement()
    {
        var token = _tokens.PeekVisible();
        if (token.Kind != GoTokenKind.Name)
        {
            return new GoAction(_expressions.Action("command"));
        }

        _tokens.Next();
        switch (token.Text)
        {
            case "if":
                return Condition("if", setsDot: false);
            case "with":
                return Condition("with", setsDot: true);
            case "range":
                return Range();
            case "break" or "continue":
                return Jump(token);
            case "template":
                return CallTemplate(token);
            case "define":
                return Define(token);
            case "block":
                return Block(token);
            default:
                _tokens.Return(_tokens.Mark() - 1);
                return new GoAction(_expressions.Action("command"));
        }
    }

    private GoCondition Condition(string keyword, bool setsDot)
    {
        var variables = _tokens.Variables.Count;
        var pipeline = _expressions.Action(keyword);
        var (then, end) = Body();
        var otherwise = Otherwise(end, keyword, setsDot);
        Forget(variables);
        return new GoCondition(pipeline, then, otherwise, setsDot);
    }

    // What follows the body: nothing, an else, or an else with a condition of its own.
    private GoStatement? Otherwise(GoToken end, string keyword, bool setsDot)
    {
        Expect(end, keyword);
        if (end.Text == "end")
        {
            _tokens.Close("end");
            return null;
        }

        if (_tokens.TryTake(keyword))
        {
            return Condition(keyword, setsDot);
        }

        _tokens.Close("else");
        var (otherwise, last) = Body();
        Expect(last, keyword);
        if (last.Text == "else")
        {
            throw _tokens.Error(last, "expected end; found {{else}}");
        }

        _tokens.Close("end");
        return otherwise;
    }

    private GoRange Range()
    {
        var variables = _tokens.Variables.Count;
        var pipeline = _expressions.Action("range");
        _ranges++;
        var (body, end) = Body();
        _ranges--;
        var otherwise = Otherwise(end, "range", setsDot: false);
        Forget(variables);
        return new GoRange(pipeline, body, otherwise);
    }

    private GoJump Jump(GoToken token)
    {
        if (_ranges == 0)
        {
            throw _tokens.Error(token, $"{{{{{token.Text}}}}} outside {{{{range}}}}");
        }

        _tokens.Close(token.Text);
        return new GoJump(token.Position, token.Text == "break" ? GoFlow.Break : GoFlow.Continue);
    }

    private GoCallTemplate CallTemplate(GoToken token)
    {
        var name = TemplateName("template clause");
        var hasData = _tokens.PeekVisible().Kind != GoTokenKind.Close;
        var data = hasData ? _expressions.Action("template clause") : null;
        if (!hasData)
        {
            _tokens.Close("template clause");
        }

        return new GoCallTemplate(token.Position, _tokens.TextFrom(token.Position), name, data);
    }

    private GoList Define(GoToken token)
    {
        var name = TemplateName("define clause");
        _tokens.Close("define clause");
        DefineBody(token, name);
        return new GoList(token.Position, []);
    }

    private GoCallTemplate Block(GoToken token)
    {
        var name = TemplateName("block clause");
        var data = _expressions.Action("block clause");
        DefineBody(token, name);
        return new GoCallTemplate(token.Position, $"block {GoText.Quote(name)}", name, data);
    }

    private void DefineBody(GoToken token, string name)
    {
        var variables = _tokens.Variables;
        var ranges = _ranges;
        (_tokens.Variables, _ranges) = (["$"], 0);
        var (body, end) = Body();
        Expect(end, token.Text);
        _tokens.Close("end");
        (_tokens.Variables, _ranges) = (variables, ranges);
        _templates[name] = body;
    }

    private string TemplateName(string context)
    {
        var token = _tokens.NextVisible();
        return token.Kind == GoTokenKind.String && GoText.Unquote(token.Text) is { } name ? name : throw _tokens.Unexpected(token, context);
    }

    private void Expect(GoToken end, string context)
    {
        if (end.Kind == GoTokenKind.End)
        {
            throw _tokens.Error(end, "unexpected EOF");
        }

        if (end.Text == "else" && context is ("define" or "block"))
        {
            throw _tokens.Error(end, $"unexpected {{{{else}}}} in {context} clause");
        }
    }

    private void Forget(int count) => _tokens.Variables.RemoveRange(count, _tokens.Variables.Count - count);
}
