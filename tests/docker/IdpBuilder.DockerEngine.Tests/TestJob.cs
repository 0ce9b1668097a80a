using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Waiting;

namespace IdpBuilder.DockerEngine;

/// <summary>A Job that runs once, with an image that the nodes have.</summary>
internal static class TestJob
{
    private static readonly GroupVersionKind PodKind = new(string.Empty, "v1", "Pod");

    /// <summary>Runs it to its end and removes it; returns what it wrote.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(IKubernetesApi api, string name, string image, IReadOnlyList<string> command, CancellationToken stop)
    {
        var job = Of(name, image, command);
        await api.CreateAsync(job, WriteOptions.Default, stop);
        await Wait.ForAsync(
            api, [new ResourceSelector(job.GroupVersionKind, "default")], new JobSucceeded(name), TimeSpan.FromMinutes(3), TimeProvider.System, new SilentReporter(), stop);
        var pods = await api.ListAsync(new ResourceSelector(PodKind, "default", $"job-name={name}"), stop);

        var lines = new List<string>();
        await foreach (var line in api.ReadLogAsync(new LogRequest("default", pods.Items.Single().Name), stop))
        {
            lines.Add(line.Text);
        }

        await api.DeleteAsync(ResourceReference.To(job), DeletionOptions.Default, stop);
        return lines;
    }

    private static Manifest Of(string name, string image, IReadOnlyList<string> command) => new(new JsonObject
    {
        ["apiVersion"] = "batch/v1",
        ["kind"] = "Job",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "default" },
        ["spec"] = new JsonObject
        {
            ["backoffLimit"] = 0,
            ["template"] = new JsonObject
            {
                ["spec"] = new JsonObject
                {
                    ["restartPolicy"] = "Never",
                    ["containers"] = new JsonArray(new JsonObject
                    {
                        ["name"] = "only",
                        ["image"] = image,
                        ["imagePullPolicy"] = "Never",
                        ["command"] = command.Count == 0 ? null : new JsonArray([.. command.Select(word => JsonValue.Create(word))]),
                    }),
                },
            },
        },
    });
}
