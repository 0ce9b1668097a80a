using System.Text.Json.Nodes;
using IdpBuilder.Health;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Tests.Sync;

/// <summary>Makes small objects for the tests of the sync engine.</summary>
internal static class Objects
{
    public const string Namespace = "fake-argocd-ns";

    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>The tasks of a request in the order in which they run.</summary>
    public static IReadOnlyList<SyncTask> Tasks(SyncRequest request) => SyncTaskList.Order(SyncTaskList.Create(request), request.Options);

    public static Manifest Pod(string name = "my-pod", string wave = "", string inNamespace = Namespace) =>
        Make("v1", "Pod", name, inNamespace, wave.Length == 0 ? [] : [(ArgoAnnotations.SyncWave, wave)]);

    public static Manifest Service(string name = "my-service", string wave = "") =>
        Make("v1", "Service", name, Namespace, wave.Length == 0 ? [] : [(ArgoAnnotations.SyncWave, wave)]);

    public static Manifest HookPod(string name, string kind, string policy = "BeforeHookCreation") =>
        Make("v1", "Pod", name, Namespace, (ArgoAnnotations.Hook, kind), (ArgoAnnotations.HookDeletePolicy, policy));

    public static Manifest Definition(string group = "test.io", string kind = "TestCrd", string wave = "0") =>
        new(new JsonObject
        {
            ["apiVersion"] = "apiextensions.k8s.io/v1",
            ["kind"] = "CustomResourceDefinition",
            ["metadata"] = new JsonObject
            {
                ["name"] = $"{kind.ToLowerInvariant()}s.{group}",
                ["annotations"] = new JsonObject { [ArgoAnnotations.SyncWave] = wave },
            },
            ["spec"] = new JsonObject { ["group"] = group, ["names"] = new JsonObject { ["kind"] = kind } },
        });

    public static Manifest Make(
        string apiVersion, string kind, string name, string inNamespace = "", params (string Name, string Value)[] annotations)
    {
        var metadata = new JsonObject();
        if (name.Length > 0)
        {
            metadata["name"] = name;
        }

        if (inNamespace.Length > 0)
        {
            metadata["namespace"] = inNamespace;
        }

        if (annotations.Length > 0)
        {
            metadata["annotations"] = new JsonObject(
                annotations.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Name, pair.Value)));
        }

        return new Manifest(new JsonObject { ["apiVersion"] = apiVersion, ["kind"] = kind, ["metadata"] = metadata });
    }

    public static Manifest With(this Manifest manifest, string annotation, string value)
    {
        var clone = manifest.Clone();
        if (clone.Metadata!["annotations"] is not JsonObject annotations)
        {
            clone.Metadata["annotations"] = annotations = [];
        }

        annotations[annotation] = value;
        return clone;
    }

    /// <summary>The object as the cluster holds it while a hook runs.</summary>
    public static Manifest WithHookFinalizer(this Manifest manifest)
    {
        var clone = manifest.Clone();
        clone.Metadata!["finalizers"] = new JsonArray(ArgoAnnotations.HookFinalizer);
        return clone;
    }

    public static Manifest Deleting(this Manifest manifest)
    {
        var clone = manifest.Clone();
        clone.Metadata!["deletionTimestamp"] = "2026-01-02T03:04:05Z";
        return clone;
    }

    public static SyncRequest Request(
        IReadOnlyList<ReconciledResource> resources, IReadOnlyList<Manifest>? hooks = null, SyncOptions? options = null) =>
        new("FooBarBaz", Namespace, Start, resources, hooks ?? [], options ?? new SyncOptions());

    public static ReconciledResource Wanted(Manifest target, Manifest? live = null, bool modified = true) => new(target, live, modified);

    public static ReconciledResource Only(Manifest live) => new(null, live);

    /// <summary>Health by name; objects not named have no rule.</summary>
    public static Func<Manifest, HealthVerdict?> Health(params (string Name, HealthStatus Status)[] statuses) =>
        manifest => statuses.Where(entry => entry.Name == manifest.Name)
            .Select(entry => new HealthVerdict(entry.Status))
            .FirstOrDefault();
}
