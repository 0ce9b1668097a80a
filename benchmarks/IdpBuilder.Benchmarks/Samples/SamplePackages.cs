using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Kubernetes.Yaml;

namespace IdpBuilder.Benchmarks.Samples;

/// <summary>Generated packages, the same at each run.</summary>
internal static class SamplePackages
{
    /// <summary>The objects of each package of <see cref="WriteMany"/>.</summary>
    public const int ObjectsPerPackage = 20;

    /// <summary>Writes one package of files with many ConfigMaps, every tenth in another wave.</summary>
    public static void WriteFlat(string directory, int files, int documentsPerFile)
    {
        for (var file = 0; file < files; file++)
        {
            var text = new StringBuilder();
            for (var document = 0; document < documentsPerFile; document++)
            {
                AppendConfigMap(text, string.Create(CultureInfo.InvariantCulture, $"settings-{file:D4}-{document:D4}"), wave: document % 10);
            }

            File.WriteAllText(Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{file:D4}.yaml")), text.ToString());
        }
    }

    /// <summary>Writes packages of 20 objects: a Deployment, its Service and ServiceAccount, a hook Job and ConfigMaps.</summary>
    public static void WriteMany(string directory, int packages)
    {
        for (var number = 0; number < packages; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"package-{number:D3}");
            var text = new StringBuilder(Workload.Replace("NAME", name, StringComparison.Ordinal));
            for (var map = 4; map < ObjectsPerPackage; map++)
            {
                AppendConfigMap(text, string.Create(CultureInfo.InvariantCulture, $"settings-{map:D2}"), wave: 0);
            }

            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(directory, name)).FullName, "package.yaml"), text.ToString());
        }
    }

    /// <summary>
    /// Copies a file of manifests into a package of its own, and fills in the protocols of ports: kubectl cannot apply ports without one to
    /// an API server of version 1.20.
    /// </summary>
    public static string CopyComplete(string file, SampleFolder folder, string name)
    {
        var directory = Directory.CreateDirectory(Path.Combine(folder.Path, name)).FullName;
        var documents = new YamlManifestReader().Read(File.ReadAllText(file), file, []).Select(document => document.Content).OfType<JsonObject>().ToList();
        foreach (var list in documents.Where(document => $"{document["kind"]}" != "CustomResourceDefinition").SelectMany(Ports))
        {
            foreach (var port in list.OfType<JsonObject>().Where(port => !port.ContainsKey("protocol")))
            {
                port["protocol"] = "TCP";
            }
        }

        File.WriteAllText(Path.Combine(directory, "install.yaml"), string.Join("---\n", documents.Select(document => YamlWriter.Write(document))));
        return directory;
    }

    private static IEnumerable<JsonArray> Ports(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(field => field is { Key: "ports", Value: JsonArray ports } ? [ports] : Ports(field.Value)),
        JsonArray list => list.SelectMany(Ports),
        _ => [],
    };

    /// <summary>Writes one file with a ConfigMap, a ServiceAccount and a Deployment for each number, and one ConfigMap more.</summary>
    public static void WriteTriples(string directory, int count)
    {
        var text = new StringBuilder();
        for (var number = 0; number < count; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"app-{number:D4}");
            AppendConfigMap(text, name, wave: 0);
            text.Append(Triple.Replace("NAME", name, StringComparison.Ordinal));
        }

        AppendConfigMap(text, "last", wave: 0);
        File.WriteAllText(Path.Combine(directory, "objects.yaml"), text.ToString());
    }

    private static void AppendConfigMap(StringBuilder text, string name, int wave) => text.Append(CultureInfo.InvariantCulture, $$"""
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: {{name}}
          labels: {app.kubernetes.io/name: sample, app.kubernetes.io/component: settings}
          annotations: {argocd.argoproj.io/sync-wave: "{{wave}}"}
        data:
          level: info
          endpoint: http://sample.default.svc:8080
          text: |
            first = 1
            second = two

        """);

    private const string Triple = """
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: NAME}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: NAME}
        spec:
          replicas: 1
          selector: {matchLabels: {app: NAME}}
          template:
            metadata: {labels: {app: NAME}}
            spec:
              serviceAccountName: NAME
              containers:
                - name: main
                  image: nginx:1.29
                  ports: [{containerPort: 80, protocol: TCP}]
                  resources: {requests: {cpu: 10m, memory: 16Mi}}

        """;

    private const string Workload = """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: NAME}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: NAME}
        spec:
          selector: {app: NAME}
          ports: [{port: 80, targetPort: 8080}]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: NAME}
        spec:
          selector: {matchLabels: {app: NAME}}
          template:
            metadata: {labels: {app: NAME}}
            spec: {serviceAccountName: NAME, containers: [{name: main, image: nginx}]}
        ---
        apiVersion: batch/v1
        kind: Job
        metadata: {name: migrate, annotations: {argocd.argoproj.io/hook: PreSync}}
        spec:
          template:
            spec: {restartPolicy: Never, containers: [{name: main, image: busybox}]}

        """;
}
