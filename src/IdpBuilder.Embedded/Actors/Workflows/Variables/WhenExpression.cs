namespace IdpBuilder.Embedded.Actors.Workflows.Variables;

/// <summary>Decides the <c>when</c> of a step or task, after its tags were replaced.</summary>
internal static class WhenExpression
{
    /// <summary>Whether it holds; an empty one does.</summary>
    /// <exception cref="TemplateFailedException">It cannot be read, or is neither true nor false.</exception>
    public static bool Holds(string when)
    {
        if (when.Length == 0)
        {
            return true;
        }

        object result;
        try
        {
            result = new WhenParser(when).ReadAll();
        }
        catch (FormatException failure)
        {
            var hint = failure.Message.StartsWith("Invalid token", StringComparison.Ordinal)
                ? " (hint: try wrapping the affected expression in quotes (\"))"
                : string.Empty;
            throw new TemplateFailedException($"Invalid 'when' expression '{when}': {failure.Message}{hint}");
        }
        catch (InvalidOperationException failure)
        {
            throw new TemplateFailedException($"Failed to evaluate 'when' expresion '{when}': {failure.Message}");
        }

        return result is bool truth
            ? truth
            : throw new TemplateFailedException($"Expected boolean evaluation for '{when}'. Got {WhenOperators.Text(result)}");
    }
}
