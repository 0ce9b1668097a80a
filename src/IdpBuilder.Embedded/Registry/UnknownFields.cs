namespace IdpBuilder.Embedded.Registry;

/// <summary>What becomes of fields that a type does not know, or that come twice.</summary>
internal static class UnknownFields
{
    /// <summary>Refuses the write or warns its client, as it asked.</summary>
    public static void Report(WriteRequest request, IEnumerable<string> mistakes)
    {
        if (request.Validation == FieldValidation.Ignore)
        {
            return;
        }

        var all = mistakes.ToArray();
        if (all.Length == 0)
        {
            return;
        }

        if (request.Validation == FieldValidation.Strict)
        {
            throw StatusFailures.StrictDecoding(request.Type, string.Join(", ", all));
        }

        foreach (var mistake in all)
        {
            request.Warn(mistake);
        }
    }
}
