namespace IdpBuilder.Embedded.Actors.Workflows.Expressions;

/// <summary>Reads expressions by precedence climbing and turns them into functions right away.</summary>
internal sealed class Parser(string text)
{
    private const int DeepestNesting = 200;

    private static readonly HashSet<string> WithPredicate = new(StringComparer.Ordinal) { "filter", "map", "any", "all", "none", "one", "count", "find" };

    private readonly List<Token> _tokens = Lexer.Read(text);
    private readonly List<ReferencedName> _references = [];
    private readonly HashSet<string> _called = new(StringComparer.Ordinal);
    private int _at;
    private int _depth;

    /// <summary>The names read so far.</summary>
    public IReadOnlyList<ReferencedName> References => _references;

    /// <summary>The functions read so far.</summary>
    public IReadOnlySet<string> Called => _called;

    private Token Current => Ahead(0);

    private Token Next => Ahead(1);

    /// <summary>Reads the whole text.</summary>
    public Evaluation ReadAll()
    {
        var result = ReadConditional();
        return Current.Kind == TokenKind.End ? result : throw Unexpected();
    }

    private Evaluation ReadConditional()
    {
        Enter();
        var condition = ReadBinary(0);
        if (Take("?"))
        {
            var (yes, no) = (ReadConditional(), Expect(":", ReadConditional));
            var test = condition;
            condition = names => Operators.Truth(test(names)) ? yes(names) : no(names);
        }

        _depth--;
        return condition;
    }

    private Evaluation ReadBinary(int lowest)
    {
        Enter();
        var firstReference = _references.Count;
        var left = ReadUnary();
        while (true)
        {
            var (operation, negated, skip) = NextOperator();
            if (Precedence(operation) is not { } precedence || precedence < lowest || Current.Kind == TokenKind.Text)
            {
                _depth--;
                return left;
            }

            _at += skip;
            if (operation == "|")
            {
                left = ReadPipe(left);
                continue;
            }

            if (operation == "??")
            {
                Guard(firstReference);
            }

            var right = ReadBinary(operation == "**" ? precedence : precedence + 1);
            left = Operators.Binary(operation, negated, left, right);
        }
    }

    private void Enter()
    {
        if (++_depth > DeepestNesting)
        {
            throw new ExpressionException("the expression is nested too deeply");
        }
    }

    private static int? Precedence(string operation) => operation switch
    {
        "|" => 0,
        "or" or "||" => 10,
        "and" or "&&" => 15,
        "==" or "!=" or "<" or ">" or "<=" or ">=" or "in" or "matches" or "contains" or "startsWith" or "endsWith" => 20,
        ".." => 25,
        "+" or "-" => 30,
        "*" or "/" or "%" => 60,
        "**" => 100,
        "??" => 500,
        _ => null,
    };

    // "not in", "not contains" and their like are one operator.
    private (string Operation, bool Negated, int Tokens) NextOperator() =>
        Current.Is("not") && Precedence(Next.Text) == 20
            ? (Next.Text, true, 2)
            : (Current.Text, false, 1);

    private void Guard(int first)
    {
        for (var index = first; index < _references.Count; index++)
        {
            if (_references[index].Path.Contains('.', StringComparison.Ordinal))
            {
                _references[index] = _references[index] with { Guarded = true };
            }
        }
    }

    private Evaluation ReadPipe(Evaluation input)
    {
        var name = Current.Kind == TokenKind.Word ? Current.Text : throw Unexpected();
        _at++;
        Require("(");
        return ReadCall(name, [input]);
    }

    private Evaluation ReadUnary()
    {
        if (Take("!") || Take("not"))
        {
            var operand = ReadBinary(50);
            return names => !Operators.Truth(operand(names));
        }

        if (Take("-"))
        {
            var operand = ReadBinary(90);
            return names => Operators.Negate(operand(names));
        }

        return Take("+") ? ReadBinary(90) : ReadMembers(ReadPrimary(out var path), path);
    }

    private Evaluation ReadPrimary(out string path)
    {
        path = string.Empty;
        var token = Current;
        _at++;
        switch (token.Kind)
        {
            case TokenKind.Number:
                return _ => token.Value;
            case TokenKind.Text:
                return _ => token.Text;
            case TokenKind.Word:
                return ReadWord(token.Text, out path);
            case TokenKind.Symbol when token.Text == "(":
                var inner = ReadConditional();
                Require(")");
                return inner;
            case TokenKind.Symbol when token.Text == "[":
                return ReadList();
            case TokenKind.Symbol when token.Text == "{":
                return ReadMap();
            case TokenKind.Symbol when token.Text == "#":
                return names => Lookup(names, "#");
            case TokenKind.Symbol when token.Text == ".":
                _at--;
                return names => Lookup(names, "#");
            default:
                _at--;
                throw Unexpected();
        }
    }

    private Evaluation ReadWord(string word, out string path)
    {
        path = string.Empty;
        switch (word)
        {
            case "true":
                return _ => true;
            case "false":
                return _ => false;
            case "nil":
                return _ => null;
        }

        if (Take("("))
        {
            _called.Add(word);
            return WithPredicate.Contains(word) ? ReadPredicateCall(word) : ReadCall(word, []);
        }

        path = word;
        _references.Add(new ReferencedName(word, false));
        return names => Lookup(names, word);
    }

    private Evaluation ReadMembers(Evaluation target, string path)
    {
        while (true)
        {
            var optional = Current.Is("?.");
            if (optional || (Current.Is(".") && Next.Kind == TokenKind.Word))
            {
                var member = Next.Kind == TokenKind.Word ? Next.Text : throw Unexpected();
                _at += 2;
                path = Follow(path, member, optional);
                target = Take("(") ? ReadMethod(target, member) : Members.Of(target, _ => member, optional);
            }
            else if (Take("["))
            {
                path = Current.Kind == TokenKind.Text && Next.Is("]") ? Follow(path, Current.Text, false) : string.Empty;
                target = ReadIndex(target);
            }
            else
            {
                return target;
            }
        }
    }

    // A longer path says more than its beginning, which need not exist by itself.
    private string Follow(string path, string member, bool optional)
    {
        if (path.Length == 0 || optional)
        {
            return string.Empty;
        }

        var whole = $"{path}.{member}";
        if (_references.Count > 0 && _references[^1].Path == path)
        {
            _references[^1] = new ReferencedName(whole, _references[^1].Guarded);
        }

        return whole;
    }

    private Evaluation ReadIndex(Evaluation target)
    {
        if (Take(":"))
        {
            return ReadSlice(target, _ => 0L);
        }

        var index = ReadConditional();
        if (Take(":"))
        {
            return ReadSlice(target, index);
        }

        Require("]");
        return Members.Of(target, index, optional: false);
    }

    private Evaluation ReadSlice(Evaluation target, Evaluation from)
    {
        Evaluation? to = Current.Is("]") ? null : ReadConditional();
        Require("]");
        return names => Members.Slice(target(names), from(names), to?.Invoke(names));
    }

    private Evaluation ReadMethod(Evaluation target, string method)
    {
        var arguments = ReadUntil(")");
        return names => Members.Get(target(names), method) is Function function
            ? function([.. arguments.Select(argument => argument(names))])
            : throw new ExpressionException($"unknown function {method}");
    }

    private Evaluation ReadCall(string name, Evaluation[] before)
    {
        var arguments = (Evaluation[])[.. before, .. ReadUntil(")")];
        return names =>
        {
            var function = names.TryGetValue(name, out var own) && own is Function given ? given : Functions.Find(name);
            return function is null
                ? throw new ExpressionException($"unknown name {name}")
                : function([.. arguments.Select(argument => argument(names))]);
        };
    }

    private Evaluation ReadPredicateCall(string name)
    {
        var list = ReadConditional();
        Evaluation? predicate = null;
        if (Take(","))
        {
            var braced = Take("{");
            predicate = ReadConditional();
            if (braced)
            {
                Require("}");
            }
        }

        Require(")");
        return names => Predicates.Apply(name, list(names), predicate, names);
    }

    private List<Evaluation> ReadUntil(string end)
    {
        var parts = new List<Evaluation>();
        while (!Take(end))
        {
            if (parts.Count > 0)
            {
                Require(",");
            }

            parts.Add(ReadConditional());
        }

        return parts;
    }

    private Evaluation ReadList()
    {
        var items = ReadUntil("]");
        return names => items.Select(item => item(names)).ToList();
    }

    private Evaluation ReadMap()
    {
        var entries = new List<(Evaluation Key, Evaluation Value)>();
        while (!Take("}"))
        {
            if (entries.Count > 0)
            {
                Require(",");
            }

            var key = Current;
            _at++;
            var name = key.Kind is TokenKind.Word or TokenKind.Text or TokenKind.Number ? key.Text : throw Unexpected();
            entries.Add((_ => name, Expect(":", ReadConditional)));
        }

        return names => entries.ToDictionary(entry => (string)entry.Key(names)!, entry => entry.Value(names), StringComparer.Ordinal);
    }

    private static object? Lookup(IReadOnlyDictionary<string, object?> names, string name) =>
        names.TryGetValue(name, out var value) ? value : Functions.FindName(name) ?? throw new ExpressionException($"unknown name {name}");

    private Token Ahead(int count) => _tokens[Math.Min(_at + count, _tokens.Count - 1)];

    private bool Take(string text)
    {
        if (Current.Kind == TokenKind.Text || !Current.Is(text))
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Require(string symbol)
    {
        if (!Take(symbol))
        {
            throw Unexpected();
        }
    }

    private T Expect<T>(string symbol, Func<T> read)
    {
        Require(symbol);
        return read();
    }

    private ExpressionException Unexpected() => new($"unexpected token \"{Current.Text}\" in \"{text}\"");
}
