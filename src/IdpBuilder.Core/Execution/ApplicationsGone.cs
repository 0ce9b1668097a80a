using IdpBuilder.Manifests;
using IdpBuilder.Packages.State;
using IdpBuilder.Waiting;

namespace IdpBuilder.Execution;

/// <summary>
/// Satisfied when Applications, and those that deleted ApplicationSets made, are gone with all they deployed; and when one of them
/// is still being synced: as long as that is so, Argo CD does not begin to delete it, so somebody has to do something.
/// </summary>
/// <param name="applications">The Applications and ApplicationSets.</param>
internal sealed class ApplicationsGone(IReadOnlyList<Manifest> applications) : IWaitCondition
{
    private readonly HashSet<string> _uids = [.. applications.Select(application => application.Uid)];

    public string Description => $"the removal of {string.Join(", ", applications.Select(application => $"'{application.Name}'"))}";

    public WaitVerdict Evaluate(ObservedObjects objects)
    {
        var left = objects.All.Where(IsMeant).ToList();
        return left.Count == 0 ? WaitVerdict.Satisfied("gone")
            : left.Exists(IsBusy) ? WaitVerdict.Satisfied("still being synced")
            : WaitVerdict.Waiting(string.Join("; ", left.Select(Describe)));
    }

    /// <summary>Those whose deletion is held up by an operation.</summary>
    public IReadOnlyList<Manifest> BusyOf(ObservedObjects objects) => [.. objects.All.Where(IsMeant).Where(IsBusy)];

    private static bool IsBusy(Manifest candidate) =>
        candidate.DeletionTimestamp.Length > 0 && new ApplicationState(candidate) is { IsOperating: true, Phase: not "Terminating" };

    private bool IsMeant(Manifest candidate) =>
        _uids.Contains(candidate.Uid)
        || candidate.Metadata.Children("ownerReferences").Any(owner => _uids.Contains(owner.Text("uid")));

    // A deletion that a hook or a missing approval holds up says so in the conditions.
    private static string Describe(Manifest application)
    {
        var reason = application.Status.Children("conditions")
            .Where(condition => condition.Text("type") == "DeletionError")
            .Select(condition => condition.Text("message"))
            .FirstOrDefault();
        return reason is null ? $"{application.Kind} '{application.Name}' is being deleted" : $"{application.Kind} '{application.Name}': {reason}";
    }
}
