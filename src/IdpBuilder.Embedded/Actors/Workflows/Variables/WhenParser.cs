using System.Globalization;
using System.Text;

namespace IdpBuilder.Embedded.Actors.Workflows.Variables;

/// <summary>
/// Reads and evaluates the language of <c>when</c>: that of the library govaluate, in which Argo Workflows takes bare words for texts.
/// </summary>
internal sealed class WhenParser(string text)
{
    private const int DeepestNesting = 100;
    private int _at;
    private int _depth;

    /// <summary>The value of the whole text: a <see cref="bool"/>, <see cref="double"/>, <see cref="string"/> or a list of these.</summary>
    /// <exception cref="FormatException">It cannot be read.</exception>
    /// <exception cref="InvalidOperationException">An operator does not fit its operands.</exception>
    public object ReadAll()
    {
        var result = ReadOr();
        SkipSpace();
        return _at == text.Length ? result : throw Unexpected();
    }

    private object ReadOr()
    {
        var left = ReadAnd();
        while (Take("||"))
        {
            left = WhenOperators.Apply("||", left, ReadAnd());
        }

        return left;
    }

    private object ReadAnd()
    {
        var left = ReadComparison();
        while (Take("&&"))
        {
            left = WhenOperators.Apply("&&", left, ReadComparison());
        }

        return left;
    }

    private object ReadComparison()
    {
        var left = ReadSum();
        while (TakeAny("==", "!=", "<=", ">=", "=~", "!~", "<", ">") is { } operation || (operation = TakeWord("in") ? "in" : null) is not null)
        {
            left = WhenOperators.Apply(operation, left, ReadSum());
        }

        return left;
    }

    private object ReadSum()
    {
        var left = ReadProduct();
        while (TakeAny("+", "-") is { } operation)
        {
            left = WhenOperators.Apply(operation, left, ReadProduct());
        }

        return left;
    }

    private object ReadProduct()
    {
        var left = ReadPower();
        while (TakeAny("*", "/", "%") is { } operation && operation != "**")
        {
            left = WhenOperators.Apply(operation, left, ReadPower());
        }

        return left;
    }

    private object ReadPower()
    {
        var left = ReadUnary();
        return Take("**") ? WhenOperators.Apply("**", left, ReadPower()) : left;
    }

    private object ReadUnary()
    {
        if (++_depth > DeepestNesting)
        {
            throw new FormatException("Nested too deeply");
        }

        var result = ReadSigned();
        _depth--;
        return result;
    }

    private object ReadSigned()
    {
        if (Take("!"))
        {
            return ReadUnary() is bool truth ? !truth : throw new InvalidOperationException("Value cannot be used with the logical operator '!', it is not a bool");
        }

        if (Take("-"))
        {
            return ReadUnary() is double number ? -number : throw new InvalidOperationException("Value cannot be used with the operator '-', it is not a number");
        }

        return ReadValue();
    }

    private object ReadValue()
    {
        SkipSpace();
        if (_at == text.Length)
        {
            throw new FormatException("Unexpected end of expression");
        }

        var first = text[_at];
        return first switch
        {
            '(' => ReadGroup(),
            '"' or '\'' => ReadQuoted(first),
            '[' => ReadBracketed(),
            _ when char.IsAsciiDigit(first) || first == '.' => ReadNumber(),
            _ when char.IsLetter(first) || first == '_' => ReadWord(),
            _ => throw Unexpected(),
        };
    }

    private object ReadGroup()
    {
        _at++;
        var items = new List<object> { ReadOr() };
        while (Take(","))
        {
            items.Add(ReadOr());
        }

        return Take(")") ? items.Count == 1 ? items[0] : items : throw new FormatException("Unbalanced parenthesis");
    }

    private string ReadQuoted(char quote)
    {
        var result = new StringBuilder();
        for (_at++; _at < text.Length; _at++)
        {
            if (text[_at] == quote)
            {
                _at++;
                return result.ToString();
            }

            if (text[_at] == '\\' && _at + 1 < text.Length)
            {
                _at++;
            }

            result.Append(text[_at]);
        }

        throw new FormatException("Unclosed string literal");
    }

    private string ReadBracketed()
    {
        var end = text.IndexOf(']', _at);
        if (end < 0)
        {
            throw new FormatException("Unclosed parameter bracket");
        }

        var name = text[(_at + 1)..end];
        _at = end + 1;
        return name;
    }

    private object ReadNumber()
    {
        var start = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] == '.'))
        {
            _at++;
        }

        var word = text[start.._at];
        if (word.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && long.TryParse(word.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hex))
        {
            return (double)hex;
        }

        return double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"Unable to parse numeric value '{word}' to float64");
    }

    private object ReadWord()
    {
        var start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '.'))
        {
            _at++;
        }

        return text[start.._at] switch
        {
            "true" => true,
            "false" => false,
            var word => word,
        };
    }

    private bool TakeWord(string word)
    {
        SkipSpace();
        var end = _at + word.Length;
        if (string.CompareOrdinal(text, _at, word, 0, word.Length) != 0 || (end < text.Length && char.IsLetterOrDigit(text[end])))
        {
            return false;
        }

        _at = end;
        return true;
    }

    private string? TakeAny(params ReadOnlySpan<string> operations)
    {
        foreach (var operation in operations)
        {
            if (Take(operation))
            {
                return operation;
            }
        }

        return null;
    }

    private bool Take(string symbol)
    {
        SkipSpace();
        if (string.CompareOrdinal(text, _at, symbol, 0, symbol.Length) != 0 || (symbol == "*" && _at + 1 < text.Length && text[_at + 1] == '*'))
        {
            return false;
        }

        _at += symbol.Length;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }
    }

    private FormatException Unexpected()
    {
        var end = _at;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return new FormatException($"Invalid token: '{text[_at..end]}'");
    }
}
