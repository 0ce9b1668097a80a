using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Pods;

/// <summary>What a container would have done, as the annotations of its Pod, or of the Pod's owner, say.</summary>
/// <param name="ExitCodes">How its runs end, the last one from then on.</param>
/// <param name="Duration">How long a run takes; null for one that does not end.</param>
/// <param name="Readies">Whether it becomes ready while it runs.</param>
/// <param name="EndsAtOnce">Whether nothing was said of how long a run takes.</param>
internal sealed record ContainerScript(IReadOnlyList<int> ExitCodes, TimeSpan? Duration, bool Readies, bool EndsAtOnce)
{
    // What a container does unless told otherwise is done after this time.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>The types of objects that control Pods and may bear their annotations.</summary>
    public static IReadOnlyList<(string Group, string Kind)> Speakers { get; } =
        [("apps", "ReplicaSet"), ("batch", "Job"), ("apps", "StatefulSet"), ("apps", "DaemonSet")];

    /// <summary>The exit code of a run, counted from 0.</summary>
    public int ExitCode(long run) => ExitCodes[(int)Math.Min(run, ExitCodes.Count - 1)];

    /// <summary>Whether a run, counted from 0, becomes ready: what fails as soon as it starts never served anybody.</summary>
    public bool IsReady(long run) => Readies && !(EndsAtOnce && ExitCode(run) != 0);

    /// <summary>Reads the script of one container.</summary>
    /// <param name="pod">The Pod.</param>
    /// <param name="owner">The object that controls it, or null.</param>
    /// <param name="container">The container's entry in the spec.</param>
    /// <param name="isInit">Whether it is an init container.</param>
    public static ContainerScript Of(Manifest pod, Manifest? owner, JsonObject container, bool isInit)
    {
        var name = NodePath.Text(container, "name");
        var isMain = !isInit && name == MainOf(pod);
        string? Find(string annotation) => Said(pod, owner, name, isMain, annotation);

        var codes = ReadCodes(Find(PretendAnnotations.ExitCode));
        var given = Find(PretendAnnotations.Duration) is { } text ? GoDuration.Parse(text) : null;
        var runsOn = isInit
            ? NodePath.Text(container, "restartPolicy") == "Always"
            : NodePath.Text(pod.Spec, "restartPolicy") is "Always" or "";
        var duration = given ?? (runsOn && codes is null ? null : Moment);
        var ready = Find(PretendAnnotations.Ready) ?? (isInit ? null : pod.Annotation(PretendAnnotations.Ready) ?? owner?.Annotation(PretendAnnotations.Ready));
        return new ContainerScript(codes ?? [0], duration, ready != "false", given is null);
    }

    /// <summary>What an annotation says about a container, on the Pod or on its owner; null when neither bears it.</summary>
    public static string? Said(Manifest pod, Manifest? owner, string container, bool isMain, string annotation) =>
        pod.Annotation($"{annotation}.{container}") ?? owner?.Annotation($"{annotation}.{container}")
        ?? (isMain ? pod.Annotation(annotation) ?? owner?.Annotation(annotation) : null);

    /// <summary>The annotations whose values cannot be read, with their values.</summary>
    public static IEnumerable<(string Name, string Value)> Unreadable(Manifest pod) => pod.Annotations
        .Where(entry =>
            (IsOf(entry.Key, PretendAnnotations.ExitCode) && ReadCodes(entry.Value) is null)
            || (IsOf(entry.Key, PretendAnnotations.Duration) && GoDuration.Parse(entry.Value) is null)
            || (IsOf(entry.Key, PretendAnnotations.Ready) && entry.Value is not ("true" or "false")))
        .Select(entry => (entry.Key, entry.Value));

    /// <summary>The container that annotations without a container's name speak of: <c>main</c>, the Pod's default one, else the first.</summary>
    public static string MainOf(Manifest pod)
    {
        var names = ((pod.Spec?["containers"] as JsonArray)?.OfType<JsonObject>() ?? []).Select(item => NodePath.Text(item, "name")).ToList();
        var wanted = pod.Annotation("kubectl.kubernetes.io/default-container") ?? "main";
        return names.Contains(wanted) ? wanted : names.FirstOrDefault() ?? string.Empty;
    }

    private static bool IsOf(string key, string annotation) => key == annotation || key.StartsWith(annotation + ".", StringComparison.Ordinal);

    private static int[]? ReadCodes(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var codes = new List<int>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code > 255)
            {
                return null;
            }

            codes.Add(code);
        }

        return [.. codes];
    }
}
