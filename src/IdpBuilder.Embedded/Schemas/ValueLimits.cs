namespace IdpBuilder.Embedded.Schemas;

/// <summary>The bounds a schema sets to a value; null where it sets none.</summary>
internal sealed record ValueLimits
{
    public decimal? Minimum { get; init; }

    public decimal? Maximum { get; init; }

    public bool ExclusiveMinimum { get; init; }

    public bool ExclusiveMaximum { get; init; }

    public decimal? MultipleOf { get; init; }

    public long? MinLength { get; init; }

    public long? MaxLength { get; init; }

    public long? MinItems { get; init; }

    public long? MaxItems { get; init; }

    public bool UniqueItems { get; init; }

    public long? MinProperties { get; init; }

    public long? MaxProperties { get; init; }

    /// <summary>A regular expression (RE2 syntax) that text must match somewhere; empty for none.</summary>
    public string Pattern { get; init; } = string.Empty;
}
