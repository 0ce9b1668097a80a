using System.Globalization;
using IdpBuilder.Clusters;

namespace IdpBuilder.Docker.Prerequisites;

/// <summary>The kernel lets the programs of all nodes together watch enough files: they share one user, and so one limit.</summary>
internal sealed class InotifyCheck : IPrerequisiteCheck
{
    private const string Folder = "/proc/sys/fs/inotify/";

    private static readonly (string Setting, long Enough)[] Limits = [("max_user_watches", 524288), ("max_user_instances", 512)];

    /// <inheritdoc/>
    public string Name => "Inotify";

    /// <inheritdoc/>
    public IEnumerable<Prerequisite> Check(MachineFacts machine, ClusterSpec spec)
    {
        var limits = Limits.Select(limit => (limit.Setting, limit.Enough, Value: Value(machine, limit.Setting))).ToList();
        if (limits.Exists(limit => limit.Value is null))
        {
            yield return new Prerequisite(Name, PrerequisiteStatus.Unknown, "The limits of the engine's machine cannot be seen from here.");
            yield break;
        }

        var low = limits.Where(limit => limit.Value < limit.Enough).ToList();
        var found = string.Join(", ", limits.Select(limit => FormattableString.Invariant($"fs.inotify.{limit.Setting} is {limit.Value}")));
        yield return low.Count == 0
            ? new Prerequisite(Name, PrerequisiteStatus.Passed, found + ".")
            : new Prerequisite(
                Name,
                PrerequisiteStatus.Warning,
                found + ": with several nodes or many pods, programs fail with 'too many open files'.",
                "As root: sysctl " + string.Join(' ', low.Select(limit => FormattableString.Invariant($"fs.inotify.{limit.Setting}={limit.Enough}"))) + "; in /etc/sysctl.d it lasts.");
    }

    private static long? Value(MachineFacts machine, string setting) =>
        machine.IsHere && long.TryParse(machine.Read(Folder + setting), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var value) ? value : null;
}
