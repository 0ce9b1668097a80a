using System.Globalization;
using IdpBuilder.Manifests;
using IdpBuilder.Packages.State;
using IdpBuilder.Waiting;

namespace IdpBuilder.Packages;

/// <summary>
/// Satisfied when everything of a package is ready: each Application Synced and Healthy at the revision just installed with no
/// operation or refresh pending, each ApplicationSet's Applications too. Impossible when a sync has failed for that revision,
/// an object is Degraded, or the specification is refused. <see cref="PackageWait"/> waits by it and explains failures.
/// </summary>
/// <param name="package">The package's name.</param>
public sealed class PackageReadiness(string package) : IWaitCondition
{
    private bool _seenBefore;

    /// <inheritdoc/>
    public string Description => $"package '{package}'";

    /// <inheritdoc/>
    public WaitVerdict Evaluate(ObservedObjects objects)
    {
        var installed = InstalledPackage.Find(package, objects.All);
        if (installed.Owned.Count == 0)
        {
            return _seenBefore
                ? WaitVerdict.Impossible("removed", new WaitCause(Description, "it was removed while it was waited for"))
                : WaitVerdict.Impossible("not installed", new WaitCause(Description, "no Application carries its label; install it with Install-IdpPackage"));
        }

        _seenBefore = true;
        return Judge(installed);
    }

    /// <summary>Looks at a package once.</summary>
    public static WaitVerdict Judge(InstalledPackage installed)
    {
        var verdicts = installed.Sets.Select(set => (Object: set, Verdict: ApplicationSetReadiness.Judge(set)))
            .Concat(installed.Applications.Select(application => (
                Object: application,
                Verdict: ApplicationReadiness.Judge(
                    application, installed.RevisionsOf(application), syncRequested: !installed.SyncsByStrategy(application)))))
            .ToArray();
        var failed = Array.Find(verdicts, entry => entry.Verdict.State == WaitState.Impossible);
        if (failed.Verdict is not null)
        {
            return WaitVerdict.Impossible(Seen(verdicts), [.. verdicts.Where(entry => entry.Verdict.State == WaitState.Impossible).SelectMany(entry => entry.Verdict.Causes)]);
        }

        return Array.TrueForAll(verdicts, entry => entry.Verdict.State == WaitState.Satisfied)
            ? WaitVerdict.Satisfied(Seen(verdicts))
            : WaitVerdict.Waiting(Seen(verdicts), Percent(verdicts));
    }

    private static string Seen((Manifest Object, WaitVerdict Verdict)[] verdicts)
    {
        if (verdicts.Length == 1)
        {
            return verdicts[0].Verdict.Seen;
        }

        var ready = verdicts.Count(entry => entry.Verdict.State == WaitState.Satisfied);
        var open = verdicts.Where(entry => entry.Verdict.State != WaitState.Satisfied).Select(entry => $"{entry.Object.Name}: {entry.Verdict.Seen}").FirstOrDefault();
        var count = string.Create(CultureInfo.InvariantCulture, $"{ready} of {verdicts.Length} Applications ready");
        return open is null ? count : $"{count}; {open}";
    }

    private static int Percent((Manifest Object, WaitVerdict Verdict)[] verdicts) =>
        verdicts.Sum(entry => Math.Max(0, entry.Verdict.Percent)) / verdicts.Length;
}
