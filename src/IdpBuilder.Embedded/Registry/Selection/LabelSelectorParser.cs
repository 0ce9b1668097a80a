using System.Globalization;

namespace IdpBuilder.Embedded.Registry.Selection;

/// <summary>Reads label selectors such as <c>app=web,tier in (a,b),!old</c>.</summary>
internal sealed class LabelSelectorParser
{
    private readonly string _text;
    private int _at;

    private LabelSelectorParser(string text) => _text = text;

    public static LabelSelector Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return LabelSelector.Everything;
        }

        var parser = new LabelSelectorParser(text);
        var requirements = new List<LabelRequirement>();
        do
        {
            requirements.Add(parser.Requirement());
        }
        while (parser.Take(','));

        if (!parser.AtEnd)
        {
            throw parser.Unexpected("',' or end of the selector");
        }

        return new LabelSelector(requirements);
    }

    private bool AtEnd
    {
        get
        {
            SkipSpace();
            return _at == _text.Length;
        }
    }

    private LabelRequirement Requirement()
    {
        if (Take('!'))
        {
            return new LabelRequirement(Key(), LabelOperator.DoesNotExist, []);
        }

        var key = Key();
        if (AtEnd || _text[_at] == ',')
        {
            return new LabelRequirement(key, LabelOperator.Exists, []);
        }

        return Take('!') ? Unequal(key) : Compared(key);
    }

    private LabelRequirement Unequal(string key)
    {
        if (!Take('='))
        {
            throw Unexpected("'='");
        }

        return new LabelRequirement(key, LabelOperator.NotIn, [Value()]);
    }

    private LabelRequirement Compared(string key)
    {
        if (Take('='))
        {
            Take('=');
            return new LabelRequirement(key, LabelOperator.In, [Value()]);
        }

        if (Take('>'))
        {
            return new LabelRequirement(key, LabelOperator.GreaterThan, [Number()]);
        }

        if (Take('<'))
        {
            return new LabelRequirement(key, LabelOperator.LessThan, [Number()]);
        }

        return Word() switch
        {
            "in" => new LabelRequirement(key, LabelOperator.In, Set()),
            "notin" => new LabelRequirement(key, LabelOperator.NotIn, Set()),
            _ => throw Unexpected("an operator: '=', '==', '!=', 'in', 'notin', '>', '<'"),
        };
    }

    private string Key()
    {
        var key = Word();
        return MetadataNames.QualifiedNameFault(key) is { } fault
            ? throw StatusFailures.BadRequest($"unable to parse requirement: <nil>: Invalid value: \"{key}\": {fault}")
            : key;
    }

    private string Value()
    {
        var value = Word();
        return MetadataNames.LabelValueFault(value) is { } fault
            ? throw StatusFailures.BadRequest($"unable to parse requirement: values[0][{value}]: Invalid value: \"{value}\": {fault}")
            : value;
    }

    private string Number()
    {
        var value = Word();
        return long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            ? value
            : throw StatusFailures.BadRequest($"unable to parse requirement: values[0][{value}]: Invalid value: \"{value}\": for 'Gt', 'Lt' operators, the value must be an integer");
    }

    private List<string> Set()
    {
        if (!Take('('))
        {
            throw Unexpected("'('");
        }

        var values = new List<string>();
        do
        {
            values.Add(Value());
        }
        while (Take(','));

        return Take(')') ? values : throw Unexpected("',' or ')'");
    }

    private string Word()
    {
        SkipSpace();
        var start = _at;
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && "=!(),<>".IndexOf(_text[_at], StringComparison.Ordinal) < 0)
        {
            _at++;
        }

        return _text[start.._at];
    }

    private bool Take(char expected)
    {
        SkipSpace();
        if (_at < _text.Length && _text[_at] == expected)
        {
            _at++;
            return true;
        }

        return false;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }

    private StatusException Unexpected(string expected)
    {
        var found = _at < _text.Length ? _text[_at].ToString() : string.Empty;
        return StatusFailures.BadRequest($"unable to parse requirement: found '{found}', expected: {expected}");
    }
}
