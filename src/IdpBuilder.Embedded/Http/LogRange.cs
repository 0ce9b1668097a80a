using System.Globalization;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Http;

/// <summary>How much of a log a client wants to see.</summary>
/// <param name="Since">Only what was printed at that time or later; null for all.</param>
/// <param name="TailLines">Only so many last lines; null for all.</param>
/// <param name="LimitBytes">Only so many bytes; null for all.</param>
/// <param name="Timestamps">Whether each line begins with its time.</param>
internal sealed record LogRange(DateTimeOffset? Since, long? TailLines, long? LimitBytes, bool Timestamps)
{
    /// <summary>Reads the options of a request for the log of a Pod.</summary>
    /// <exception cref="StatusException">They contradict each other or mean nothing.</exception>
    public static LogRange Read(QueryParameters query, string pod, DateTimeOffset now)
    {
        var seconds = Whole(query, "sinceSeconds");
        var fault = query.Has("sinceTime") && seconds is not null
            ? FieldError.Forbidden(string.Empty, "at most one of `sinceTime` or `sinceSeconds` may be specified")
            : AtLeast("sinceSeconds", seconds, 1) ?? AtLeast("tailLines", Whole(query, "tailLines"), 0) ?? AtLeast("limitBytes", Whole(query, "limitBytes"), 1);
        if (fault is not null)
        {
            throw StatusFailures.InvalidRequest("PodLogOptions", string.Empty, pod, fault);
        }

        var since = seconds is { } ago ? now - TimeSpan.FromSeconds(Math.Min(ago, int.MaxValue)) : Time(query, "sinceTime");
        return new LogRange(since, Whole(query, "tailLines"), Whole(query, "limitBytes"), query.Flag("timestamps"));
    }

    private static FieldError? AtLeast(string field, long? value, long least) => value >= least || value is null
        ? null
        : FieldError.Invalid(field, value, least == 0 ? "must be greater than or equal to 0" : "must be greater than 0");

    private static long? Whole(QueryParameters query, string name) => query[name] switch
    {
        "" => null,
        var text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw StatusFailures.BadRequest($"strconv.ParseInt: parsing \"{text}\": invalid syntax"),
    };

    private static DateTimeOffset? Time(QueryParameters query, string name) => query[name] switch
    {
        "" => null,
        var text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
        var text => throw StatusFailures.BadRequest(
            $"parsing time \"{text}\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"{text}\" as \"2006\""),
    };
}
