using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Core.Tests.Waiting;

/// <summary>Objects and events for the tests of waiting.</summary>
internal static class Objects
{
    public static ResourceSelector ConfigMaps { get; } = new(new GroupVersionKind("", "v1", "ConfigMap"), "demo");

    public static ResourceSelector LabelledConfigMaps { get; } = ConfigMaps with { LabelSelector = "app=demo" };

    public static WatchEvent Synced { get; } = new(WatchEventType.Synced, null, "1");

    public static WatchEvent Interrupted { get; } = new(WatchEventType.Interrupted, null, "1", "reset by peer");

    public static WatchEvent Resumed { get; } = new(WatchEventType.Resumed, null, "1");

    public static Manifest ConfigMap(string name, string phase) => new(new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "demo" },
        ["data"] = new JsonObject { ["phase"] = phase },
    });

    public static WatchEvent Added(string name, string phase) => new(WatchEventType.Added, ConfigMap(name, phase), "1");

    public static WatchEvent Modified(string name, string phase) => new(WatchEventType.Modified, ConfigMap(name, phase), "2");

    public static WatchEvent Deleted(string name) => new(WatchEventType.Deleted, ConfigMap(name, "old"), "3");
}
