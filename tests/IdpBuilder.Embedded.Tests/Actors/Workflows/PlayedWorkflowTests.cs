using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows;
using IdpBuilder.Embedded.Actors.Workflows.Cron;
using IdpBuilder.Embedded.Actors.Workflows.Leaves;
using IdpBuilder.Embedded.Actors.Workloads;
using IdpBuilder.Embedded.Clusters;
using IdpBuilder.Embedded.Tests.Actors;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Tests.Actors.Workflows;

public sealed class PlayedWorkflowTests
{
    private static readonly GroupVersionKind Pod = new("", "v1", "Pod");

    [Fact]
    public async Task Steps_run_as_Pods_one_group_after_the_other()
    {
        await using var cluster = await PlayAsync("""
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: hello}
            spec:
              entrypoint: main
              onExit: say
              templates:
              - name: main
                steps:
                - [{name: first, template: say}]
                - [{name: each, template: say, withItems: [a, b]}]
              - name: say
                container: {image: busybox}
                metadata: {annotations: {embedded.idpbuilder.io/duration: 10m}}
            """);
        var workflow = await cluster.GetAsync(ArgoWorkflowTypes.Workflow, "hello");
        Assert.Equal(("Succeeded", "4/4"), (workflow.Status.Text("phase"), workflow.Status.Text("progress")));
        Assert.True(workflow.Status.Time("finishedAt") - workflow.Status.Time("startedAt") >= TimeSpan.FromMinutes(30));
        var pods = await cluster.ListAsync(Pod, labels: $"{ArgoWorkflowLabels.Workflow}=hello,{ArgoWorkflowLabels.Completed}=true");
        Assert.Equal(4, pods.Count);
        Assert.Contains("WorkflowSucceeded", await cluster.EventsAsync("Workflow", "hello"));
    }

    [Fact]
    public async Task A_resource_template_waits_for_its_object_by_watching_it()
    {
        await using var cluster = await PlayAsync("""
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: make}
            spec:
              entrypoint: main
              templates:
              - name: main
                resource:
                  action: create
                  setOwnerReference: true
                  successCondition: status.succeeded > 0
                  failureCondition: status.failed > 3
                  manifest: |
                    apiVersion: batch/v1
                    kind: Job
                    metadata: {name: made}
                    spec:
                      template:
                        spec:
                          restartPolicy: Never
                          containers: [{name: main, image: busybox}]
                outputs: {parameters: [{name: count, valueFrom: {jsonPath: "{.status.succeeded}"}}]}
            """);
        var workflow = await cluster.GetAsync(ArgoWorkflowTypes.Workflow, "make");
        Assert.Equal("Succeeded", workflow.Status.Text("phase"));
        var outputs = workflow.Status.Child("nodes").Child("make").Child("outputs").Children("parameters");
        Assert.Equal("1", outputs.Single().Text("value"));
        var job = await cluster.GetAsync(new GroupVersionKind("batch", "v1", "Job"), "made");
        Assert.Equal(workflow.Uid, job.Metadata.Children("ownerReferences").Single().Text("uid"));
    }

    [Fact]
    public async Task A_refused_action_fails_with_what_the_API_said()
    {
        await using var cluster = await PlayAsync("""
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: read}
            spec:
              entrypoint: main
              templates:
              - name: main
                resource: {action: get, manifest: "{apiVersion: v1, kind: ConfigMap, metadata: {name: gone}}"}
            """);
        var workflow = await cluster.GetAsync(ArgoWorkflowTypes.Workflow, "read");
        Assert.Equal("Failed", workflow.Status.Text("phase"));
        Assert.Equal("main: Error (exit code 1): ConfigMap 'default/gone' not found", workflow.Status.Text("message"));
    }

    [Fact]
    public async Task A_suspended_workflow_goes_on_when_it_is_resumed_with_its_outputs()
    {
        await using var cluster = await PlayAsync("""
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: ask}
            spec:
              entrypoint: main
              templates:
              - name: main
                steps:
                - [{name: question, template: ask}]
                - [{name: answer, template: say, arguments: {parameters: [{name: x, value: "{{steps.question.outputs.parameters.reply}}"}]}}]
              - name: ask
                suspend: {}
                outputs: {parameters: [{name: reply, valueFrom: {supplied: {}}}]}
              - name: say
                inputs: {parameters: [{name: x}]}
                container: {image: busybox}
            """);
        var waiting = await cluster.GetAsync(ArgoWorkflowTypes.Workflow, "ask");
        Assert.Equal("Running", waiting.Status.Text("phase"));
        var patch = WorkflowActions.Resume(waiting, new Dictionary<string, string> { ["reply"] = "yes" }, cluster.Clock.GetUtcNow());
        await cluster.Api.PatchAsync(ResourceReference.To(waiting), patch, WriteOptions.Default, CancellationToken.None);
        await cluster.SettleAsync();
        var ended = WorkflowEngines.Read(await cluster.GetAsync(ArgoWorkflowTypes.Workflow, "ask"), [], cluster.Clock.GetUtcNow())!;
        Assert.Equal(WorkflowPhase.Succeeded, ended.Phase);
        Assert.Equal([new WorkflowParameter("x", "yes")], ended.AllNodes().Single(node => node.DisplayName == "answer").Inputs);
    }

    [Fact]
    public async Task Time_does_not_jump_to_a_schedule_and_garbage_is_collected()
    {
        await using var cluster = await PlayAsync("""
            apiVersion: argoproj.io/v1alpha1
            kind: CronWorkflow
            metadata: {name: yearly}
            spec:
              schedule: "@yearly"
              workflowSpec: {entrypoint: main, templates: [{name: main, suspend: {duration: 1s}}]}
            ---
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: clean}
            spec:
              entrypoint: main
              podGC: {strategy: OnWorkflowCompletion}
              templates: [{name: main, container: {image: busybox}}]
            """);
        Assert.Equal("Succeeded", (await cluster.GetAsync(ArgoWorkflowTypes.Workflow, "clean")).Status.Text("phase"));
        Assert.Empty(await cluster.ListAsync(Pod));
        Assert.Single(await cluster.ListAsync(ArgoWorkflowTypes.Workflow));
        Assert.True(cluster.Clock.GetUtcNow() - DateTimeOffset.UtcNow < TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task Workflows_take_turns_at_a_mutex_and_deleting_the_holder_lets_the_next_go_on()
    {
        await using var cluster = await PlayAsync(Locked("holder", "suspend: {}"));
        foreach (var name in new[] { "a", "b", "c" })
        {
            await cluster.CreateAsync(Locked(name, "container: {image: busybox}"));
        }

        await cluster.SettleAsync();
        Assert.Equal("Pending", (await cluster.GetAsync(ArgoWorkflowTypes.Workflow, "c")).Status.Text("phase"));

        await cluster.Api.DeleteAsync(new ResourceReference(ArgoWorkflowTypes.Workflow, "default", "holder"), DeletionOptions.Default, TestContext.Current.CancellationToken);
        await cluster.SettleAsync();

        foreach (var name in new[] { "a", "b", "c" })
        {
            Assert.Equal("Succeeded", (await cluster.GetAsync(ArgoWorkflowTypes.Workflow, name)).Status.Text("phase"));
        }
    }

    [Fact]
    public async Task A_higher_limit_lets_who_waits_for_a_semaphore_go_on()
    {
        await using var cluster = await PlayAsync("""
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: limits}
            data: {database: "1"}
            """);
        foreach (var name in new[] { "a", "b" })
        {
            await cluster.CreateAsync(Locked(name, "suspend: {}").Replace("mutexes: [{name: database}]", "semaphores: [{configMapKeyRef: {name: limits, key: database}}]", StringComparison.Ordinal));
            await cluster.SettleAsync();
        }

        Assert.Equal("Waiting for default/ConfigMap/limits/database lock. Lock status: 0/1", (await cluster.GetAsync(ArgoWorkflowTypes.Workflow, "b")).Status.Text("message"));
        var raised = new Manifest(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject { ["name"] = "limits", ["namespace"] = "default" },
            ["data"] = new JsonObject { ["database"] = "2" },
        });
        await cluster.Api.ApplyAsync(raised, new WriteOptions(Force: true), TestContext.Current.CancellationToken);
        await cluster.SettleAsync();

        Assert.Equal("Running", (await cluster.GetAsync(ArgoWorkflowTypes.Workflow, "b")).Status.Text("phase"));
    }

    private static string Locked(string name, string work) => $$"""
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: {{name}} }
        spec:
          entrypoint: main
          synchronization: {mutexes: [{name: database}]}
          templates: [{name: main, {{work}} }]
        """;

    private static async Task<PlayedCluster> PlayAsync(string yaml)
    {
        var cluster = new PlayedCluster([.. WorkloadActors.All(), new WorkflowActor(), new CronWorkflowActor(), new ResourceActor(new YamlManifestReader())]);
        foreach (var definition in PlatformManifests.Definitions().Where(definition => definition.Name.Contains("workflow", StringComparison.Ordinal)))
        {
            await cluster.Api.CreateAsync(definition.Clone(), WriteOptions.Default, CancellationToken.None);
        }

        await cluster.SettleAsync();
        await cluster.CreateAsync(yaml);
        await cluster.SettleAsync();
        return cluster;
    }
}
