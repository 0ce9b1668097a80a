namespace IdpBuilder.Rehearsal;

/// <summary>What would become of an object.</summary>
/// <param name="Action">The change.</param>
/// <param name="Fields">The fields that would change.</param>
/// <param name="Message">Why, when that does not go without saying.</param>
internal readonly record struct Foreseen(ChangeAction Action, IReadOnlyList<FieldChange> Fields, string Message)
{
    /// <summary>A change without fields.</summary>
    public static Foreseen Of(ChangeAction action, string message = "") => new(action, [], message);
}
