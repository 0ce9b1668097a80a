using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Expressions;
using IdpBuilder.Embedded.Actors.Workflows.Variables;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>Turns a step or task with <c>withItems</c>, <c>withParam</c> or <c>withSequence</c> into one for each item.</summary>
internal static class LoopExpansion
{
    private const int MostRounds = 100_000;

    /// <summary>The rounds; the step or task itself if it is no loop.</summary>
    /// <exception cref="TemplateFailedException">The items cannot be read.</exception>
    public static IReadOnlyList<JsonObject> Expand(JsonObject holder, VariableSet variables)
    {
        if (!References.IsLoop(holder))
        {
            return [holder];
        }

        var items = ItemsOf(holder);
        if (items.Count > MostRounds)
        {
            throw new TemplateFailedException($"a loop of {items.Count} rounds is more than any cluster takes");
        }

        var body = (JsonObject)holder.DeepClone();
        body.Remove("withItems");
        body.Remove("withParam");
        body.Remove("withSequence");
        return [.. items.Select((item, index) => Round(body, item, index, variables))];
    }

    private static IReadOnlyList<JsonNode?> ItemsOf(JsonObject holder)
    {
        try
        {
            if (holder["withItems"] is JsonArray { Count: > 0 } items)
            {
                return [.. items];
            }

            return holder.Child("withSequence") is { } sequence ? SequenceItems.Of(sequence) : Parsed(holder.Text("withParam"));
        }
        catch (TemplateFailedException) when (WillNotRun(holder.Text("when")))
        {
            return [];
        }
    }

    private static IReadOnlyList<JsonNode?> Parsed(string text)
    {
        try
        {
            if (JsonNode.Parse(text) is JsonArray list)
            {
                return [.. list];
            }
        }
        catch (JsonException failure)
        {
            throw NotAList(text, failure.Message);
        }

        throw NotAList(text, "it is JSON of another kind");
    }

    private static TemplateFailedException NotAList(string text, string reason) =>
        new($"withParam value could not be parsed as a JSON list: {text.Trim()}: {reason}");

    private static bool WillNotRun(string when)
    {
        try
        {
            return !WhenExpression.Holds(when);
        }
        catch (TemplateFailedException)
        {
            return false;
        }
    }

    private static JsonObject Round(JsonObject body, JsonNode? item, int index, VariableSet variables)
    {
        var own = new VariableSet(variables);
        var description = item switch
        {
            JsonObject map => AddMap(map, own),
            JsonArray list => AddList(list, own),
            _ => AddScalar(item, own),
        };
        var mayBeAbsent = WillNotRun(body.Text("when"));
        var replacement = mayBeAbsent
            ? new TagReplacement(own.WithoutAbsent(), Strictness.Lenient)
            : new TagReplacement(own, Strictness.AllMustBeKnown);
        var hooks = body["hooks"];
        var bare = (JsonObject)body.DeepClone();
        bare.Remove("hooks");
        var round = Replaced(replacement, bare);
        round["hooks"] = hooks?.DeepClone();
        round["name"] = WorkflowNames.Round(body.Text("name"), index, description);
        return round;
    }

    // What an item does not have will not come later either.
    private static JsonObject Replaced(TagReplacement replacement, JsonObject body)
    {
        try
        {
            return (JsonObject)replacement.In(body)!;
        }
        catch (TemplateFailedException failure) when (failure.ComesLater)
        {
            throw new TemplateFailedException(failure.Message);
        }
    }

    private static string AddScalar(JsonNode? item, VariableSet variables)
    {
        var text = item is JsonValue value ? JsonFields.ScalarText(value) : "null";
        variables["item"] = text;
        return text;
    }

    private static string AddList(JsonArray list, VariableSet variables)
    {
        variables["item"] = Values.Write(list);
        return GoText(list);
    }

    private static string AddMap(JsonObject map, VariableSet variables)
    {
        variables["item"] = Values.ToText(Values.Of(map));
        foreach (var (key, value) in map)
        {
            variables[$"item.{key}"] = value is JsonValue scalar ? JsonFields.ScalarText(scalar) : Values.Write(value);
        }

        return string.Join(',', map.Select(entry => $"{entry.Key}:{GoText(entry.Value)}").Order(StringComparer.Ordinal));
    }

    // As Go prints values.
    private static string GoText(JsonNode? node) => node switch
    {
        JsonArray list => $"[{string.Join(' ', list.Select(GoText))}]",
        JsonObject map => Values.ToText(Values.Of(map)),
        JsonValue value => JsonFields.ScalarText(value),
        _ => "null",
    };
}
