using System.Text.Json.Nodes;
using IdpBuilder.Comparison;
using IdpBuilder.Manifests;

namespace IdpBuilder.Contract.Tests.Api;

/// <summary>What is said to be applied already is what applying again does not change.</summary>
public abstract class AppliedFieldsContract(ApiUnderTest server)
{
    private const string Deployment = """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"x","labels":{"a":"b","c":"d"},"annotations":{"e":"f"},"finalizers":["example.com/kept"]},
         "spec":{"replicas":2,"selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},"spec":{"serviceAccountName":"x",
          "containers":[{"name":"one","image":"nginx:1","args":["a","b"],"ports":[{"containerPort":80,"protocol":"TCP"}],"env":[{"name":"E","value":"1"}],"resources":{"requests":{"cpu":"10m"}}},
           {"name":"two","image":"busybox:1"}],"volumes":[{"name":"v","emptyDir":{}}],"tolerations":[{"key":"t","operator":"Exists"}]}}}}
        """;

    private const string ConfigMap = """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"x"},"data":{"a":"1","b":"2"}}""";
    private const string Service = """{"apiVersion":"v1","kind":"Service","metadata":{"name":"x"},"spec":{"selector":{"a":"b"},"ports":[{"name":"web","port":80,"protocol":"TCP","targetPort":8080},{"name":"more","port":81,"protocol":"TCP"}]}}""";
    private const string Account = """{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"x","annotations":{"a":"b"}}}""";
    private const string Role = """{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{"name":"x"},"rules":[{"apiGroups":[""],"resources":["pods"],"verbs":["get","list"]}]}""";

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly WriteOptions Ours = new(Force: true);

    /// <summary>A manifest, what another manager then merges into the object, and what becomes of the manifest.</summary>
    public static TheoryData<string, string, string> Cases => new()
    {
        { ConfigMap, "", "" },
        { ConfigMap, """{"data":{"other":"3"}}""", "" },
        { ConfigMap, """{"data":{"a":"changed"}}""", "" },
        { ConfigMap, """{"data":{"a":null}}""", "" },
        { ConfigMap, """{"metadata":{"labels":{"other":"x"}}}""", "" },
        { ConfigMap, "", """{"data":{"b":null}}""" },
        { ConfigMap, "", """{"data":{"c":"3"}}""" },
        { ConfigMap, """{"data":{"c":"3"}}""", """{"data":{"c":"3"}}""" },
        { Account, "", "" },
        { Account, """{"metadata":{"labels":{"other":"x"}}}""", "" },
        { Service, "", "" },
        { Service, """{"spec":{"sessionAffinity":"ClientIP"}}""", "" },
        { Role, "", "" },
        { Role, """{"rules":[]}""", "" },
        { Deployment, "", "" },
        { Deployment, """{"spec":{"replicas":5}}""", "" },
        { Deployment, """{"spec":{"revisionHistoryLimit":3}}""", "" },
        { Deployment, """{"metadata":{"labels":{"a":"z"}}}""", "" },
        { Deployment, """{"metadata":{"finalizers":null}}""", "" },
        { Deployment, """{"metadata":{"annotations":{"more":"x"}}}""", "" },
        { Deployment, """{"spec":{"template":{"spec":{"containers":[{"name":"one","image":"nginx:2"},{"name":"two","image":"busybox:1"}]}}}}""", "" },
        { Deployment, "", """{"spec":{"template":{"spec":{"serviceAccountName":null}}}}""" },
        { Deployment, "", """{"metadata":{"labels":{"c":null}}}""" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Only_what_applying_would_leave_as_it_is_is_unchanged(string text, string byAnother, string next)
    {
        var space = await server.NamespaceAsync();
        var wanted = Objects.Parse(text);
        wanted.Json["metadata"]!["namespace"] = space;
        var live = await server.Api.ApplyAsync(wanted, Ours, None);
        Assert.True(AppliedFields.AreUnchanged(wanted, live, Ours.FieldManager), live.Json.ToJsonString());

        if (byAnother.Length > 0)
        {
            live = await server.Api.PatchAsync(
                ResourceReference.To(live), ManifestPatch.Merge(JsonNode.Parse(byAnother)!.AsObject()), new WriteOptions("another"), None);
        }

        Merge(wanted.Json, next);
        var unchanged = AppliedFields.AreUnchanged(wanted, live, Ours.FieldManager);
        var applied = await server.Api.ApplyAsync(wanted, Ours, None);

        Assert.Equal(applied.ResourceVersion == live.ResourceVersion, unchanged);
    }

    private static void Merge(JsonObject into, string patch)
    {
        foreach (var (name, value) in patch.Length > 0 ? JsonNode.Parse(patch)!.AsObject() : [])
        {
            if (value is null)
            {
                into.Remove(name);
            }
            else if (value is JsonObject deeper && into[name] is JsonObject below)
            {
                Merge(below, deeper.ToJsonString());
            }
            else
            {
                into[name] = value.DeepClone();
            }
        }
    }
}
