using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Scheduling;
using IdpBuilder.Embedded.Actors.Workflows.Operation;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>A time that comes again and again, in which syncs are allowed or denied.</summary>
/// <param name="schedule">When it opens.</param>
/// <param name="duration">How long it stays open.</param>
/// <param name="json">What else it says.</param>
internal sealed class SyncWindow(CronSchedule schedule, TimeSpan duration, JsonObject json)
{
    /// <summary>Whether syncs are denied while it is open; otherwise they are allowed only then.</summary>
    public bool Denies => json.Text("kind") == "deny";

    /// <summary>Whether a user may sync all the same.</summary>
    public bool LetsUsersSync => json.Flag("manualSync");

    /// <summary>Whether a sync that began in time may go on.</summary>
    public bool LetsRunningFinish => json.Flag("syncOverrun");

    /// <summary>Reads a window.</summary>
    /// <exception cref="FormatException">Its schedule or duration cannot be read.</exception>
    public static SyncWindow Read(JsonObject json) => new(ScheduleOf(json), DurationOf(json.Text("duration")), json);

    /// <summary>Whether it is open.</summary>
    public bool IsOpen(DateTimeOffset now) => schedule.Next(now - duration) < now;

    /// <summary>When it opens or closes next; null when it never does.</summary>
    public DateTimeOffset? NextChange(DateTimeOffset now)
    {
        var opens = schedule.Next(now);
        return IsOpen(now) && schedule.Next(now - duration) + duration is { } closes && (opens is null || closes < opens) ? closes : opens;
    }

    private static CronSchedule ScheduleOf(JsonObject json)
    {
        try
        {
            return CronSchedule.Parse(json.Text("schedule"), json.Text("timeZone"));
        }
        catch (FormatException failure)
        {
            throw new FormatException($"cannot parse schedule '{json.Text("schedule")}': {failure.Message}", failure);
        }
    }

    private static TimeSpan DurationOf(string text) => GoDuration.TryParse(text, out var duration)
        ? duration
        : throw new FormatException($"cannot parse duration '{text}': time: invalid duration \"{text}\"");
}
