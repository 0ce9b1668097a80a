using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Jobs;

/// <summary>What a Job does about Pods that fail with certain exit codes. Rules about Pod conditions never match: nothing disrupts a Pod here.</summary>
internal sealed class PodFailurePolicy(IReadOnlyList<JsonObject> rules)
{
    public static PodFailurePolicy Of(Manifest job) =>
        new([.. (NodePath.At(job.Spec, "podFailurePolicy", "rules") as JsonArray)?.OfType<JsonObject>() ?? []]);

    /// <summary>Whether a failure does not count.</summary>
    public bool Ignores(Manifest pod) => Match(pod) is { Action: "Ignore" };

    /// <summary>Why a failure ends the Job at once; null when it does not.</summary>
    public string? FailsJob(Manifest pod) => Match(pod) is { Action: "FailJob" } match
        ? $"Container {match.Container} for pod {pod.Namespace}/{pod.Name} failed with exit code {match.ExitCode} matching FailJob rule at index {match.Rule}"
        : null;

    private (string Action, string Container, long ExitCode, int Rule)? Match(Manifest pod)
    {
        for (var rule = 0; rule < rules.Count; rule++)
        {
            if (rules[rule]["onExitCodes"] is not JsonObject wanted)
            {
                continue;
            }

            foreach (var (container, code) in FailedContainers(pod))
            {
                var only = NodePath.Text(wanted, "containerName");
                var isAmong = (wanted["values"] as JsonArray)?.Any(value => NodePath.Whole(value) == code) ?? false;
                if ((only.Length == 0 || only == container) && isAmong == (NodePath.Text(wanted, "operator") == "In"))
                {
                    return (NodePath.Text(rules[rule], "action"), container, code, rule);
                }
            }
        }

        return null;
    }

    private static IEnumerable<(string Container, long ExitCode)> FailedContainers(Manifest pod) =>
        new[] { "initContainerStatuses", "containerStatuses" }
            .SelectMany(list => (pod.Status?[list] as JsonArray)?.OfType<JsonObject>() ?? [])
            .Select(status => (NodePath.Text(status, "name"), NodePath.Whole(NodePath.At(status, "state", "terminated", "exitCode")) ?? 0))
            .Where(container => container.Item2 != 0);
}
