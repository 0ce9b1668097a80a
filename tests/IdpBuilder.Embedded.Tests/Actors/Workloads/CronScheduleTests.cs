using IdpBuilder.Embedded.Actors.Workloads.Jobs;

namespace IdpBuilder.Embedded.Tests.Actors.Workloads;

public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("* * * * *", "2025-01-01T00:00:30Z", "2025-01-01T00:01:00Z")]
    [InlineData("*/15 * * * *", "2025-01-01T00:15:00Z", "2025-01-01T00:30:00Z")]
    [InlineData("5/20 * * * *", "2025-01-01T00:06:00Z", "2025-01-01T00:25:00Z")]
    [InlineData("0 3 * * *", "2025-01-01T03:00:00Z", "2025-01-02T03:00:00Z")]
    [InlineData("0 0 1 * *", "2025-01-31T12:00:00Z", "2025-02-01T00:00:00Z")]
    [InlineData("0 0 29 2 *", "2025-01-01T00:00:00Z", "2028-02-29T00:00:00Z")]
    [InlineData("0 9 * * MON-FRI", "2025-01-03T10:00:00Z", "2025-01-06T09:00:00Z")]
    [InlineData("0 0 13 * 5", "2025-01-01T00:00:00Z", "2025-01-03T00:00:00Z")]
    [InlineData("0 0 * jan,JUL 7", "2025-02-01T00:00:00Z", "2025-07-06T00:00:00Z")]
    [InlineData("@hourly", "2025-01-01T00:00:00Z", "2025-01-01T01:00:00Z")]
    [InlineData("@weekly", "2025-01-01T00:00:00Z", "2025-01-05T00:00:00Z")]
    [InlineData("@yearly", "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z")]
    [InlineData("0 0 30 2 *", "2025-01-01T00:00:00Z", null)]
    public void The_next_time_is_the_first_one_the_fields_allow(string schedule, string after, string? expected) =>
        Assert.Equal(
            expected is null ? null : DateTimeOffset.Parse(expected),
            CronSchedule.Parse(schedule, TimeZoneInfo.Utc)!.After(DateTimeOffset.Parse(after)));

    [Theory]
    [InlineData("")]
    [InlineData("* * * *")]
    [InlineData("60 * * * *")]
    [InlineData("* 24 * * *")]
    [InlineData("* * 0 * *")]
    [InlineData("* * * 13 *")]
    [InlineData("* * * * 8")]
    [InlineData("5-1 * * * *")]
    [InlineData("*/0 * * * *")]
    [InlineData("1-2-3 * * * *")]
    [InlineData("a * * * *")]
    [InlineData("@never")]
    public void What_is_no_schedule_is_refused(string schedule) => Assert.Null(CronSchedule.Parse(schedule, TimeZoneInfo.Utc));
}
