namespace IdpBuilder.Execution;

/// <summary>What a decision about a sync depends on beside the Application itself.</summary>
/// <param name="ContentChanged">Whether other commits were published than the last installation's.</param>
/// <param name="SpecChanged">Whether applying changes the specification.</param>
/// <param name="Force">Whether the user wants no sync of an earlier version to be waited for.</param>
internal readonly record struct SyncCircumstances(bool ContentChanged, bool SpecChanged, bool Force)
{
    /// <summary>Whether anything is to be deployed that the last installation did not ask for.</summary>
    public bool Changed => ContentChanged || SpecChanged;
}
