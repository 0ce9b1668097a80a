using IdpBuilder.Execution;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Packages.State;
using IdpBuilder.Sync;

namespace IdpBuilder.Rehearsal;

/// <summary>Says what removing what Argo CD deploys would delete.</summary>
/// <param name="context">The cluster.</param>
/// <param name="view">The same, to look at.</param>
internal sealed class RemovalRehearsal(InstallContext context, LiveView view)
{
    private const string DeleteOption = "Delete=";
    private const string Hooks = "-finalizer.argocd.argoproj.io";

    /// <summary>What would be deleted: what Applications deployed, they themselves, what stands beside them, and their repositories.</summary>
    /// <param name="package">The package.</param>
    /// <param name="footprint">What goes of it.</param>
    /// <param name="why">Why it goes, when that does not go without saying.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public async Task<IReadOnlyList<PackageChange>> RunAsync(string package, PackageFootprint footprint, string why, CancellationToken stop)
    {
        var changes = new List<PackageChange>();
        foreach (var application in await WithGeneratedAsync(footprint.Applications, stop).ConfigureAwait(false))
        {
            changes.AddRange(await DeployedAsync(package, application, why, stop).ConfigureAwait(false));
            changes.Add(Gone(package, application.Name, application, string.Join("; ", ((string[])[why, HooksOf(application)]).Where(text => text.Length > 0))));
        }

        var beside = await view.ReadAsync(footprint.Manifests, stop).ConfigureAwait(false);
        changes.AddRange(beside.All.Select(manifest => Gone(package, string.Empty, manifest, why)));
        var repositories = footprint.Repositories.Count > 0 ? await context.Connection.Git.ListAsync(stop).ConfigureAwait(false) : [];
        changes.AddRange(repositories.Where(repository => footprint.Repositories.Contains(repository.Name, StringComparer.Ordinal))
            .Select(repository => new PackageChange(package, string.Empty, ChangeAction.Delete, "Repository", string.Empty, repository.Name, [], why)));
        return changes;
    }

    // What an ApplicationSet made goes with it.
    private async Task<IReadOnlyList<Manifest>> WithGeneratedAsync(IReadOnlyList<Manifest> applications, CancellationToken stop)
    {
        var sets = applications.Where(application => application.Kind == ArgoTypes.ApplicationSet.Kind).Select(set => set.Uid).ToHashSet(StringComparer.Ordinal);
        if (sets.Count == 0)
        {
            return applications;
        }

        var all = await context.Connection.Api.ListAsync(new ResourceSelector(ArgoTypes.Application, ArgoTypes.Namespace), stop).ConfigureAwait(false);
        return [.. all.Items.Where(application => application.Metadata.Children("ownerReferences").Any(owner => sets.Contains(owner.Text("uid")))), .. applications];
    }

    private async Task<IEnumerable<PackageChange>> DeployedAsync(string package, Manifest application, string why, CancellationToken stop)
    {
        var listed = new ApplicationState(application).Resources.Select(entry => new ResourceReference(
            new GroupVersionKind(entry.Text("group"), entry.Text("version"), entry.Text("kind")), entry.Text("namespace"), entry.Text("name"))).ToArray();
        var live = await view.ReadAsync(listed, stop).ConfigureAwait(false);
        var option = application.Spec.Child("syncPolicy").Texts("syncOptions").FirstOrDefault(text => text.StartsWith(DeleteOption, StringComparison.Ordinal))?[DeleteOption.Length..];
        return listed.Select(reference => live.Find(new ResourceKey(reference.Type.Group, reference.Type.Kind, reference.Namespace, reference.Name)) is { } manifest
            ? DeletionOrder.GoesWith(manifest, application.Key, option)
                ? Gone(package, application.Name, manifest, why)
                : new PackageChange(package, application.Name, ChangeAction.None, manifest.Kind, manifest.Namespace, manifest.Name, [], "stays, as objects of its kind or its options say")
            : new PackageChange(package, application.Name, ChangeAction.Delete, reference.Type.Kind, reference.Namespace, reference.Name, [], "if it is there, as its Application says"));
    }

    private static PackageChange Gone(string package, string application, Manifest manifest, string why) =>
        new(package, application, ChangeAction.Delete, manifest.Kind, manifest.Namespace, manifest.Name, [], why);

    private static string HooksOf(Manifest application)
    {
        var finalizers = application.Metadata.Texts("finalizers").ToHashSet(StringComparer.Ordinal);
        return (finalizers.Contains($"pre-delete{Hooks}"), finalizers.Contains($"post-delete{Hooks}")) switch
        {
            (true, true) => "its PreDelete and PostDelete hooks run",
            (true, false) => "its PreDelete hooks run",
            (false, true) => "its PostDelete hooks run",
            _ => string.Empty,
        };
    }
}
