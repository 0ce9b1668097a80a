namespace IdpBuilder.Manifests;

/// <summary>How a write is done.</summary>
/// <param name="FieldManager">The owner of the written fields.</param>
/// <param name="Force">Whether an apply takes fields over from other managers.</param>
/// <param name="DryRun">Whether the server only says what it would do.</param>
/// <param name="Subresource">A subresource such as <c>status</c>; empty for the object itself.</param>
public sealed record WriteOptions(string FieldManager = WriteOptions.DefaultFieldManager, bool Force = false, bool DryRun = false, string Subresource = "")
{
    /// <summary>The field manager of everything this module writes.</summary>
    public const string DefaultFieldManager = "idpbuilder";

    /// <summary>Whether the server refuses fields that it does not know, instead of leaving them out; servers before 1.25 leave them out.</summary>
    public bool Strict { get; init; }

    /// <summary>Is told of each warning that comes with the server's answer, such as that of a deprecated type; null for nobody.</summary>
    public Action<string>? Warned { get; init; }

    /// <summary>A plain write.</summary>
    public static WriteOptions Default { get; } = new();

    /// <summary>A write to the status subresource.</summary>
    public static WriteOptions ToStatus { get; } = new(Subresource: "status");
}
