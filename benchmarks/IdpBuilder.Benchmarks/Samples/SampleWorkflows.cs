using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Benchmarks.Samples;

/// <summary>Workflows of a size, as text to start and as objects that run.</summary>
internal static class SampleWorkflows
{
    /// <summary>A leaf that a Pod runs.</summary>
    public const string Pod = "container: {image: busybox}";

    /// <summary>A leaf that ends by itself.</summary>
    public const string Pause = "suspend: {duration: 0s}";

    /// <summary>A DAG: layers of tasks, each of which needs two of the layer before.</summary>
    public static string Dag(int tasks, int layer, string leaf)
    {
        var text = new StringBuilder($$"""
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {generateName: dag-, namespace: argo}
            spec:
              entrypoint: main
              templates:
                - {name: work, {{leaf}} }
                - name: main
                  dag:
                    tasks:

            """);
        for (var task = 0; task < tasks; task++)
        {
            var above = task - layer;
            var needs = above < 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $", dependencies: [t{above}, t{(above / layer * layer) + ((above + 1) % layer)}]");
            text.Append(CultureInfo.InvariantCulture, $"          - {{name: t{task}, template: work{needs}}}\n");
        }

        return text.ToString();
    }

    /// <summary>Pods side by side that each print a number of lines.</summary>
    public static string Printing(int pods, int lines)
    {
        var printed = string.Join("\\n", Enumerable.Range(0, lines).Select(line => string.Create(CultureInfo.InvariantCulture, $"{line:D6} the quick brown fox jumps over")));
        return $$"""
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {generateName: print-, namespace: argo}
            spec:
              entrypoint: main
              templates:
                - name: main
                  steps: [[{name: say, template: say, withSequence: {count: "{{pods}}"} }]]
                - name: say
                  metadata: {annotations: {embedded.idpbuilder.io/stdout: "{{printed}}"} }
                  container: {image: busybox}
            """;
    }

    /// <summary>The definition of Workflows, of any shape.</summary>
    public static Manifest Definition { get; } = Parse("""
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"workflows.argoproj.io"},
         "spec":{"group":"argoproj.io","scope":"Namespaced","names":{"kind":"Workflow","plural":"workflows"},
          "versions":[{"name":"v1alpha1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}]}}
        """);

    /// <summary>A Workflow of ten nodes that goes on running, for nobody plays it.</summary>
    public static Manifest Running(int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"run-{number:D3}");
        var nodes = new JsonObject();
        for (var node = 0; node < 10; node++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{name}-{node}");
            nodes[id] = new JsonObject
            {
                ["id"] = id,
                ["name"] = $"{name}[0].step-{node}",
                ["displayName"] = $"step-{node}",
                ["type"] = "Pod",
                ["templateName"] = "work",
                ["phase"] = "Running",
                ["startedAt"] = "2026-01-01T00:00:00Z",
            };
        }

        var run = Parse("""{"apiVersion":"argoproj.io/v1alpha1","kind":"Workflow","metadata":{"namespace":"default"},"spec":{"entrypoint":"main"},"status":{"phase":"Running","startedAt":"2026-01-01T00:00:00Z"}}""");
        run.Json["metadata"]!["name"] = name;
        run.Json["status"]!["nodes"] = nodes;
        return run;
    }

    private static Manifest Parse(string json) => new(JsonNode.Parse(json)!.AsObject());
}
