using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Templates;
using IdpBuilder.Embedded.Actors.Workflows.Variables;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>Replaces the references of a step or task to what came before it.</summary>
internal static class References
{
    /// <summary>Whether a step or task is a loop.</summary>
    public static bool IsLoop(JsonObject holder) =>
        holder["withItems"] is JsonArray { Count: > 0 } || holder.Text("withParam").Length > 0 || holder["withSequence"] is JsonObject;

    /// <summary>A copy of the step or task with its references replaced; those to items stay.</summary>
    /// <exception cref="TemplateFailedException">A reference names nothing.</exception>
    public static JsonObject Resolve(JsonObject holder, OutputScope scope)
    {
        var variables = scope.All;
        var bare = (JsonObject)holder.DeepClone();
        var hooks = bare["hooks"];
        // Hooks look at what their own step came to, which nobody knows yet.
        bare.Remove("hooks");
        if (bare.Text("when") is { Length: > 0 } when)
        {
            var resolved = new TagReplacement(variables, Strictness.OutputsMustBeKnown).In(when);
            if (IsFalse(resolved, IsLoop(bare)))
            {
                bare["when"] = resolved;
                bare["hooks"] = hooks?.DeepClone();
                return bare;
            }
        }

        MarkAbsent(bare, variables);
        var result = (JsonObject)new TagReplacement(variables, Strictness.OutputsMustBeKnown).In(bare)!;
        result["hooks"] = hooks?.DeepClone();
        return result;
    }

    /// <summary>The arguments of a hook with the references to its node replaced.</summary>
    public static JsonObject? ResolveHook(JsonObject? arguments, VariableSet variables)
    {
        if (arguments is null)
        {
            return null;
        }

        var copy = new JsonObject { ["arguments"] = arguments.DeepClone() };
        MarkAbsent(copy, variables);
        return ((JsonObject)new TagReplacement(variables, Strictness.Lenient).In(copy)!).Child("arguments");
    }

    // A loop's condition may ask for its item, which comes later.
    private static bool IsFalse(string when, bool isLoop)
    {
        try
        {
            return !WhenExpression.Holds(when);
        }
        catch (TemplateFailedException) when (isLoop)
        {
            return false;
        }
    }

    private static void MarkAbsent(JsonObject holder, VariableSet variables)
    {
        foreach (var argument in holder.Child("arguments").Children("parameters"))
        {
            if (argument.TextOrNull("value") is { } value
                && value.StartsWith("{{", StringComparison.Ordinal)
                && value.EndsWith("}}", StringComparison.Ordinal)
                && variables.IsAbsent(value[2..^2].Trim()))
            {
                argument["value"] = TemplateArguments.AbsentOutput;
            }
        }
    }
}
