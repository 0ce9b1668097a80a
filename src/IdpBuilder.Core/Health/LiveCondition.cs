namespace IdpBuilder.Health;

/// <summary>One condition of a status.</summary>
/// <param name="Type">What it is about.</param>
/// <param name="Status"><c>True</c>, <c>False</c> or <c>Unknown</c>.</param>
/// <param name="Reason">A word.</param>
/// <param name="Message">A sentence.</param>
internal sealed record LiveCondition(string Type, string Status, string Reason, string Message)
{
    public bool IsTrue => Status == "True";

    public bool IsFalse => Status == "False";

    public static LiveCondition Of(LiveFields fields) =>
        new(fields.Text("type"), fields.Text("status"), fields.Text("reason"), fields.Text("message"));
}
