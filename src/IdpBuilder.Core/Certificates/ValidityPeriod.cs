namespace IdpBuilder.Certificates;

/// <summary>When a certificate is valid.</summary>
/// <param name="From">The first moment.</param>
/// <param name="Until">The last.</param>
public readonly record struct ValidityPeriod(DateTimeOffset From, DateTimeOffset Until)
{
    // Clocks of clients may be a little behind.
    private static readonly TimeSpan Tolerance = TimeSpan.FromHours(1);

    /// <summary>From now on, for a while.</summary>
    public static ValidityPeriod For(TimeSpan duration, TimeProvider clock)
    {
        var from = clock.GetUtcNow() - Tolerance;
        return new ValidityPeriod(from, from + duration);
    }

    /// <summary>The part of it that lies in another.</summary>
    public ValidityPeriod Within(ValidityPeriod other) => new(From > other.From ? From : other.From, Until < other.Until ? Until : other.Until);
}
