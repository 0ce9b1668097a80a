using System.Collections.Concurrent;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Git;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Rendering;
using IdpBuilder.Sync;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>Plays Argo CD's application controller.</summary>
internal sealed class ApplicationActor : IActor
{
    private static readonly GroupVersionKind ProjectType = new("argoproj.io", "v1alpha1", "AppProject");

    /// <summary>Catches what no watch shows; it does not move the cluster's time on.</summary>
    private static readonly TimeSpan Resync = TimeSpan.FromMinutes(2);

    private readonly TrackedObjects _tracked = new();
    private readonly ServedTypes _types;
    private readonly ApplicationComparer _comparer;
    private readonly OperationProcessor _operations;
    private readonly ApplicationDeletion _deletion;
    private readonly ConcurrentDictionary<ResourceKey, ApplicationMemory> _memories = new();

    /// <summary>Makes the controller.</summary>
    /// <param name="repositories">Where sources are read.</param>
    /// <param name="reader">Reads their manifests.</param>
    /// <param name="programs">Renders charts and kustomizations.</param>
    /// <param name="kubernetesVersion">The API server's, which charts may ask for.</param>
    public ApplicationActor(IRepositoryReader repositories, IManifestReader reader, IProgramRunner programs, string kubernetesVersion)
    {
        _types = new ServedTypes(kubernetesVersion);
        var live = new LiveObjects(_tracked);
        _comparer = new ApplicationComparer(new SourceRenderer(repositories, reader, programs), live, _tracked, _types);
        _operations = new OperationProcessor(_comparer, _types);
        _deletion = new ApplicationDeletion(_comparer, live, _types);
        Watches =
        [
            new ActorWatch(ArgoTypes.Application, NoteApplication),
            new ActorWatch(ProjectType, _ => _memories.Keys),
        ];
    }

    /// <inheritdoc/>
    public string Name => "argocd-application-controller";

    /// <inheritdoc/>
    public IReadOnlyList<ActorWatch> Watches { get; }

    /// <inheritdoc/>
    public bool YieldsToOthers => true;

    /// <inheritdoc/>
    public async Task<Reconciliation> ReconcileAsync(ResourceKey key, ActorContext context, CancellationToken stop)
    {
        if (context.Cache.Find(key) is not { } manifest)
        {
            _memories.TryRemove(key, out _);
            _tracked.Forget(key, other => context.Cache.Find(other) is not null);
            return Reconciliation.Done;
        }

        if (manifest.Annotation(ArgoAnnotations.SkipReconcile) == "true")
        {
            return Reconciliation.Done;
        }

        var application = new ApplicationRecord(manifest);
        var project = ProjectOf(application, context);
        var pass = new ApplicationPass(application, project ?? ApplicationProject.Default, _memories.GetOrAdd(key, _ => new()), context);
        pass.SpecErrors = SpecValidation.Check(application, project);
        var next = application is { IsDeleting: true, Operation: null }
            ? Patiently(await _deletion.AdvanceAsync(pass, stop).ConfigureAwait(false))
            : await RefreshAsync(pass, stop).ConfigureAwait(false);
        await pass.SaveAsync(stop).ConfigureAwait(false);
        return next;
    }

    /// <summary>What may go on for ever (healing, retries without a limit) must not make the cluster's time race away.</summary>
    private static Reconciliation Patiently(TimeSpan? wait) =>
        wait is { } due ? Reconciliation.WhenDue(due > TimeSpan.Zero ? due : TimeSpan.Zero) : Reconciliation.WhenPassed(Resync);

    private async Task<Reconciliation> RefreshAsync(ApplicationPass pass, CancellationToken stop)
    {
        var application = pass.Application;
        TimeSpan? wait = null;
        if (pass.SpecErrors.Count > 0)
        {
            ApplicationStatus.WriteInvalid(pass.Status, pass.SpecErrors, pass.Now);
        }
        else
        {
            var state = await _comparer.CompareAsync(
                application, pass.Project, pass.Memory, application.Sources, [], [], pass.Context, stop).ConfigureAwait(false);
            pass.Compared = state;
            ApplicationStatus.Write(pass.Status, application, state, pass.Now);
            if (!application.IsDeleting)
            {
                DeletionFinalizers.Require(pass, state);
            }

            wait = AutomatedSync.Decide(pass, state);
        }

        pass.MeetRefresh();
        pass.Status["reconciledAt"] = Timestamps.Text(pass.Now);
        if (pass.Operation is null)
        {
            return Patiently(wait);
        }

        var due = await _operations.ProcessAsync(pass, stop).ConfigureAwait(false);
        return due is { } soon && !pass.IsHeldUp && !OperationProcessor.RetriesForEver(pass)
            ? Reconciliation.After(soon > TimeSpan.Zero ? soon : TimeSpan.Zero)
            : Patiently(due);
    }

    private static ApplicationProject? ProjectOf(ApplicationRecord application, ActorContext context)
    {
        var key = new ResourceKey(ProjectType.Group, ProjectType.Kind, ArgoTypes.Namespace, application.Project);
        if (context.Cache.Find(key) is { } project)
        {
            return ApplicationProject.Of(project);
        }

        return application.Project == "default" ? ApplicationProject.Default : null;
    }

    // An Application is itself an object that another one may manage.
    private IEnumerable<ResourceKey> NoteApplication(Manifest manifest) => _tracked.ApplicationsOf(manifest).Append(manifest.Key).Distinct();
}
