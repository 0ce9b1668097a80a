using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Jobs;

/// <summary>A Job with its Pods, counted.</summary>
internal sealed class JobView
{
    private const string IndexAnnotation = "batch.kubernetes.io/job-completion-index";

    private readonly List<Manifest> _succeeded;

    public JobView(Manifest job, IReadOnlyList<Manifest> pods)
    {
        Job = job;
        Policy = PodFailurePolicy.Of(job);
        Active = [.. pods.Where(PodStates.IsActive)];
        Terminating = pods.Count(pod => pod.DeletionTimestamp.Length > 0 && PodStates.Phase(pod) is not ("Succeeded" or "Failed"));
        _succeeded = [.. pods.Where(pod => PodStates.Phase(pod) == "Succeeded")];
        Failed = [.. pods.Where(pod => PodStates.Phase(pod) == "Failed")];
        CountedFailures = Math.Max(NodePath.Whole(job.Status?["failed"]) ?? 0, Failed.Count(pod => !Policy.Ignores(pod)));
    }

    public Manifest Job { get; }

    public PodFailurePolicy Policy { get; }

    public IReadOnlyList<Manifest> Active { get; }

    public IReadOnlyList<Manifest> Failed { get; }

    public int Terminating { get; }

    public long CountedFailures { get; }

    public bool IsIndexed => NodePath.Text(Job.Spec, "completionMode") == "Indexed";

    /// <summary>How many must succeed; null when any success ends the work.</summary>
    public long? Completions => NodePath.Whole(Job.Spec?["completions"]);

    public long Parallelism => NodePath.Whole(Job.Spec?["parallelism"]) ?? 1;

    /// <summary>How many succeeded; a success is remembered though its Pod be deleted.</summary>
    public long Succeeded => Math.Max(
        NodePath.Whole(Job.Status?["succeeded"]) ?? 0, IsIndexed ? DoneIndexes.Count : _succeeded.Count);

    public SortedSet<long> DoneIndexes => [.. _succeeded.Select(IndexOf).OfType<long>()];

    public bool IsSuspended => Job.Spec?["suspend"] is JsonValue value && value.TryGetValue(out bool suspended) && suspended;

    public bool IsComplete => Completions is { } wanted ? Succeeded >= wanted : Succeeded > 0 && Active.Count == 0;

    /// <summary>Restarts inside Pods, which count as failures when Pods are restarted in place.</summary>
    public long Restarts => NodePath.Text(Job.Spec, "template", "spec", "restartPolicy") != "OnFailure" ? 0 : Active
        .SelectMany(pod => (pod.Status?["containerStatuses"] as JsonArray)?.OfType<JsonObject>() ?? [])
        .Sum(status => NodePath.Whole(status["restartCount"]) ?? 0);

    public long BackoffLimit => NodePath.Whole(Job.Spec?["backoffLimit"]) ?? 6;

    public bool IsPastBackoff => CountedFailures > BackoffLimit || (Restarts > 0 && Restarts >= BackoffLimit);

    /// <summary>How many more Pods should be running.</summary>
    public long Lacking
    {
        get
        {
            var wanted = Completions is { } completions
                ? Math.Min(Parallelism, Math.Max(0, completions - Succeeded))
                : Succeeded > 0 ? 0 : Parallelism;
            return Math.Max(0, wanted - Active.Count);
        }
    }

    /// <summary>The time until a failed Pod is replaced: 10 seconds, twice as long after each failure, ten minutes at most.</summary>
    public TimeSpan BackOff(DateTimeOffset now)
    {
        if (Failed.Count == 0)
        {
            return TimeSpan.Zero;
        }

        var last = Failed.Max(FinishedAt);
        var wait = TimeSpan.FromSeconds(Math.Min(600, 10 * Math.Pow(2, Math.Min(Failed.Count - 1, 10))));
        return last + wait - now;
    }

    /// <summary>The Pods to be made.</summary>
    public IEnumerable<JsonObject> NewPods()
    {
        var template = (JsonObject)Job.Spec!["template"]!;
        if (!IsIndexed)
        {
            return Enumerable.Range(0, (int)Lacking).Select(_ => PodTemplate.Pod(Job, template)).ToList();
        }

        var taken = Active.Select(IndexOf).OfType<long>().Concat(DoneIndexes).ToHashSet();
        return Enumerable.Range(0, (int)(Completions ?? 0)).Select(index => (long)index)
            .Where(index => !taken.Contains(index)).Take((int)Lacking).Select(index => NewPod(template, index)).ToList();
    }

    private static long? IndexOf(Manifest pod) =>
        long.TryParse(pod.Annotation(IndexAnnotation), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;

    private static DateTimeOffset FinishedAt(Manifest pod) => ((pod.Status?["containerStatuses"] as JsonArray)?.OfType<JsonObject>() ?? [])
        .Select(status => ClusterTime.Read(NodePath.Text(status, "state", "terminated", "finishedAt")))
        .Max() ?? DateTimeOffset.MinValue;

    private JsonObject NewPod(JsonObject template, long index)
    {
        var text = index.ToString(CultureInfo.InvariantCulture);
        var pod = PodTemplate.Pod(Job, template);
        ((JsonObject)pod["metadata"]!)["generateName"] = $"{Job.Name}-{text}-";
        PodTemplate.Annotate(pod, IndexAnnotation, text);
        PodTemplate.Label(pod, IndexAnnotation, text);
        ((JsonObject)pod["spec"]!)["hostname"] = $"{Job.Name}-{text}";
        return pod;
    }
}
