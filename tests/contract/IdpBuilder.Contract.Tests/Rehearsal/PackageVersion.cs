using CsCheck;

namespace IdpBuilder.Contract.Tests.Rehearsal;

/// <summary>A version of a package: objects of several kinds, each there or not, with content that varies.</summary>
/// <param name="Contents">Of each object a number that its content is made of; 0 when it is not there.</param>
public sealed record PackageVersion(int[] Contents)
{
    private static readonly Func<int, string>[] Objects =
    [
        content => $$"""
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings, labels: {version: v{{content % 2}} } }
            data: {text: text-{{content}}{{(content > 2 ? ", more: more" : string.Empty)}} }
            """,
        content => $$"""
            apiVersion: v1
            kind: Secret
            metadata: {name: login}
            stringData: {password: secret-{{content}} }
            """,
        content => $$"""
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec:
              selector: {app: web}
              ports: [{name: http, port: 8{{content}}, protocol: TCP}{{(content > 1 ? ", {name: more, port: 9000, protocol: TCP}" : string.Empty)}}]
            """,
        content => $$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, annotations: {note: n{{content % 2}} } }
            spec:
              replicas: 0
              selector: {matchLabels: {app: web} }
              template:
                metadata: {labels: {app: web} }
                spec: {containers: [{name: main, image: "nginx:{{content}}"}]}
            """,
        content => $$"""
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: runner, annotations: {note: n{{content}} } }
            """,
    ];

    /// <summary>Any version that is not empty.</summary>
    public static Gen<PackageVersion> Any { get; } =
        Gen.Int[0, 3].Array[Objects.Length].Where(contents => contents.Any(content => content > 0)).Select(contents => new PackageVersion(contents));

    /// <summary>Writes the files into a directory; what was there before goes.</summary>
    public void Write(string directory)
    {
        foreach (var file in Directory.GetFiles(directory))
        {
            File.Delete(file);
        }

        for (var index = 0; index < Contents.Length; index++)
        {
            if (Contents[index] > 0)
            {
                File.WriteAllText(Path.Combine(directory, $"{index}.yaml"), Objects[index](Contents[index]));
            }
        }
    }
}
