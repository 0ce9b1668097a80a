using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Expressions;

namespace IdpBuilder.Embedded.Actors.Workflows.Variables;

/// <summary>Replaces the tags <c>{{name}}</c> and <c>{{=expression}}</c> in the texts of a template.</summary>
internal sealed class TagReplacement(VariableSet variables, Strictness strictness)
{
    /// <summary>Whether there is anything to replace in the texts of JSON.</summary>
    public static bool AnyIn(JsonNode? node) => node switch
    {
        JsonObject map => map.Any(entry => HasTag(entry.Key) || AnyIn(entry.Value)),
        JsonArray list => list.Any(AnyIn),
        JsonValue value => value.TryGetValue(out string? text) && HasTag(text),
        _ => false,
    };

    /// <summary>A copy of the JSON with the tags of all its texts replaced.</summary>
    /// <exception cref="TemplateFailedException">A tag cannot be replaced that must be.</exception>
    public JsonNode? In(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                var result = new JsonObject();
                foreach (var (key, value) in map)
                {
                    result[HasTag(key) ? In(key) : key] = In(value);
                }

                return result;
            case JsonArray list:
                return new JsonArray([.. list.Select(In)]);
            case JsonValue value when value.TryGetValue(out string? text) && HasTag(text):
                return JsonValue.Create(In(text));
            default:
                return node?.DeepClone();
        }
    }

    /// <summary>The text with its tags replaced.</summary>
    /// <exception cref="TemplateFailedException">A tag cannot be replaced that must be.</exception>
    public string In(string text)
    {
        var result = new StringBuilder(text.Length);
        var at = 0;
        while (true)
        {
            var start = text.IndexOf("{{", at, StringComparison.Ordinal);
            var end = start < 0 ? -1 : text.IndexOf("}}", start + 2, StringComparison.Ordinal);
            if (end < 0)
            {
                return result.Append(text, at, text.Length - at).ToString();
            }

            result.Append(text, at, start - at);
            var tag = text[(start + 2)..end];
            result.Append(tag.StartsWith('=') ? OfExpression(tag[1..]) : OfName(tag));
            at = end + 2;
        }
    }

    private static bool HasTag(string text) => text.Contains("{{", StringComparison.Ordinal);

    private string OfName(string tag)
    {
        if (!variables.TryGet(tag.Trim(), out var value))
        {
            return Nested(tag) ?? Unknown(tag);
        }

        return value ?? throw new TemplateFailedException(
            $"unable to substitute {{{{{tag}}}}}: output is an absent optional (skipped/omitted node with no default)");
    }

    // "{{inputs.parameters.{{item}}}}" is read up to the first "}}": the inner tag is replaced now, the outer one next time.
    private string? Nested(string tag)
    {
        var inner = tag.LastIndexOf("{{", StringComparison.Ordinal);
        return inner > 0 && variables.TryGet(tag[(inner + 2)..], out var value) && value is not null ? $"{{{{{tag[..inner]}{value}" : null;
    }

    private string Unknown(string tag)
    {
        var name = tag.Trim();
        if (strictness == Strictness.Lenient || (strictness == Strictness.OutputsMustBeKnown && !MustBeKnown(name)))
        {
            return $"{{{{{tag}}}}}";
        }

        throw new TemplateFailedException($"failed to resolve {{{{{tag}}}}}", comesLater: true);
    }

    private bool MustBeKnown(string name) =>
        strictness == Strictness.AllMustBeKnown
        || ((IsOutput(name, "steps") || IsOutput(name, "tasks")) && !name.Contains(".outputs.artifacts.", StringComparison.Ordinal));

    private static bool IsOutput(string name, string root) =>
        name.StartsWith(root, StringComparison.Ordinal) && (name.Length == root.Length || name[root.Length] is '.' or '[');

    private string OfExpression(string text)
    {
        Expression expression;
        try
        {
            expression = Expression.Parse(text);
        }
        catch (ExpressionException failure)
        {
            throw new TemplateFailedException($"failed to evaluate expression: {failure.Message}");
        }

        if (expression.Called.FirstOrDefault(name => Functions.Find(name) is null && !IsPredicate(name)) is { } unknown)
        {
            throw new TemplateFailedException($"failed to evaluate expression: unknown name {unknown}");
        }

        var missing = expression.References.Where(name => !name.Guarded && !Knows(name.Path)).Select(name => name.Path).ToArray();
        if (missing.FirstOrDefault(MustBeKnown) is { } late && strictness != Strictness.Lenient)
        {
            throw new TemplateFailedException($"failed to evaluate expression: {late} is missing", comesLater: true);
        }

        var maySay = strictness == Strictness.Lenient || missing.Length > 0;
        return missing.Any(LateBinding.Contains) && maySay ? $"{{{{={text}}}}}" : Evaluate(expression, text, maySay);
    }

    private string Evaluate(Expression expression, string text, bool mayStay)
    {
        try
        {
            return expression.Evaluate(variables.AsNames()) switch
            {
                null when mayStay => $"{{{{={text}}}}}",
                null => throw new TemplateFailedException($"failed to evaluate expression \"{text}\""),
                string value => value,
                var value => Values.ToText(value),
            };
        }
        catch (ExpressionException) when (mayStay)
        {
            return $"{{{{={text}}}}}";
        }
        catch (ExpressionException failure)
        {
            throw new TemplateFailedException($"failed to evaluate expression: {failure.Message}");
        }
    }

    private bool Knows(string path) => variables.Knows(path) || path == "sprig" || path.StartsWith("sprig.", StringComparison.Ordinal) || path == "#";

    private static bool IsPredicate(string name) => name is "filter" or "map" or "any" or "all" or "none" or "one" or "count" or "find";

    // These come into being while the workflow runs: an expression without them would come to nothing instead of waiting.
    private static readonly HashSet<string> LateBinding = new(StringComparer.Ordinal)
    {
        "item", "retries", "lastRetry.exitCode", "lastRetry.status", "lastRetry.duration", "lastRetry.message", "workflow.status", "workflow.failures",
    };
}
