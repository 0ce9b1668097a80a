using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Tests.Workflows;

/// <summary>Workflows for tests, as controllers write them.</summary>
internal static class Runs
{
    public static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static Manifest Parse(string json) => new((JsonObject)JsonNode.Parse(json)!);

    /// <summary>Steps of a single step that loops over two items; the second is tried twice and fails.</summary>
    public static Manifest FailedLoop() => Parse("""
        {
          "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow",
          "metadata": {
            "name": "loop", "namespace": "demo",
            "annotations": {
              "argocd.argoproj.io/hook": "PreSync",
              "argocd.argoproj.io/tracking-id": "shop:argoproj.io/Workflow:demo/loop"
            }
          },
          "spec": { "entrypoint": "main" },
          "status": {
            "phase": "Failed", "message": "child 'loop-g' failed", "progress": "1/3",
            "startedAt": "2026-01-01T11:00:00Z", "finishedAt": "2026-01-01T11:00:30Z",
            "outputs": { "parameters": [{ "name": "total", "value": "7" }] },
            "nodes": {
              "loop": { "id": "loop", "name": "loop", "displayName": "loop", "type": "Steps", "templateName": "main", "phase": "Failed", "message": "child 'loop-g' failed", "startedAt": "2026-01-01T11:00:00Z", "finishedAt": "2026-01-01T11:00:30Z", "children": ["loop-g"] },
              "loop-a": { "id": "loop-a", "name": "loop[0].try(0:a)", "displayName": "try(0:a)", "type": "Pod", "templateName": "work", "phase": "Succeeded", "boundaryID": "loop", "outputs": { "result": "fine", "exitCode": "0" } },
              "loop-b": { "id": "loop-b", "name": "loop[0].try(1:b)", "displayName": "try(1:b)", "type": "Retry", "templateName": "work", "phase": "Failed", "message": "No more retries left", "boundaryID": "loop", "children": ["loop-b0", "loop-b1"] },
              "loop-b0": { "id": "loop-b0", "name": "loop[0].try(1:b)(0)", "displayName": "try(1:b)(0)", "type": "Pod", "templateName": "work", "phase": "Failed", "message": "main: Error (exit code 3)", "boundaryID": "loop", "nodeFlag": { "retried": true }, "outputs": { "exitCode": "3" } },
              "loop-b1": { "id": "loop-b1", "name": "loop[0].try(1:b)(1)", "displayName": "try(1:b)(1)", "type": "Pod", "templateName": "work", "phase": "Failed", "message": "main: Error (exit code 4)", "boundaryID": "loop", "nodeFlag": { "retried": true }, "outputs": { "exitCode": "4" } },
              "loop-g": { "id": "loop-g", "name": "loop[0]", "displayName": "[0]", "type": "StepGroup", "phase": "Failed", "boundaryID": "loop", "children": ["loop-a", "loop-b"] },
              "loop-x": { "id": "loop-x", "name": "loop.onExit", "displayName": "loop.onExit", "type": "Pod", "templateName": "bye", "phase": "Succeeded", "nodeFlag": { "hooked": true } }
            }
          }
        }
        """);

    /// <summary>A workflow that waits to be resumed with an answer.</summary>
    public static Manifest Suspended() => Parse("""
        {
          "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow",
          "metadata": { "name": "ask", "namespace": "demo" },
          "spec": { "entrypoint": "main" },
          "status": {
            "phase": "Running", "progress": "0/1", "startedAt": "2026-01-01T11:59:00Z",
            "nodes": {
              "ask": {
                "id": "ask", "name": "ask", "displayName": "ask", "type": "Suspend", "phase": "Running", "startedAt": "2026-01-01T11:59:00Z",
                "outputs": { "parameters": [
                  { "name": "answer", "valueFrom": { "supplied": {} } },
                  { "name": "colour", "valueFrom": { "supplied": {}, "default": "blue" } }
                ] }
              }
            }
          }
        }
        """);

    public static Manifest FailedJob() => Parse("""
        {
          "apiVersion": "batch/v1", "kind": "Job",
          "metadata": { "name": "migrate", "namespace": "demo", "uid": "j1", "annotations": { "helm.sh/hook": "pre-install" } },
          "spec": { "completions": 1 },
          "status": {
            "startTime": "2026-01-01T11:00:00Z", "failed": 2,
            "conditions": [{ "type": "Failed", "status": "True", "message": "Job has reached the specified backoff limit", "lastTransitionTime": "2026-01-01T11:01:00Z" }]
          }
        }
        """);

    public static Manifest FailedPod(string name, string owner, int exitCode) => Parse($$"""
        {
          "apiVersion": "v1", "kind": "Pod",
          "metadata": { "name": "{{name}}", "namespace": "demo", "uid": "{{name}}", "ownerReferences": [{ "uid": "{{owner}}", "kind": "Job" }] },
          "status": {
            "phase": "Failed", "startTime": "2026-01-01T11:00:00Z",
            "containerStatuses": [{ "name": "main", "state": { "terminated": { "exitCode": {{exitCode}}, "reason": "Error", "finishedAt": "2026-01-01T11:00:10Z" } } }]
          }
        }
        """);
}
