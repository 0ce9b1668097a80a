using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Packages.State;

/// <summary>The objects that an Application lists as its own, and the hooks of its last operation.</summary>
internal static class ManagedResources
{
    /// <summary>The objects of an Application, in the order it lists them; hooks come last.</summary>
    public static IEnumerable<PackageResource> Of(string package, Manifest application)
    {
        var state = new ApplicationState(application);
        var hooks = state.Results
            .Where(result => ApplicationState.Text(result, "hookType").Length > 0)
            .GroupBy(ApplicationState.KeyOf)
            .ToDictionary(group => group.Key, group => group.ToArray());
        foreach (var entry in state.Resources.Where(entry => !hooks.ContainsKey(ApplicationState.KeyOf(entry))))
        {
            yield return Managed(package, application.Name, entry);
        }

        foreach (var (key, results) in hooks)
        {
            yield return new PackageResource(
                package, application.Name, key.Group, key.Kind, key.Namespace, key.Name, string.Empty, null,
                ApplicationState.HookMessage(results[^1]),
                string.Join(',', results.Select(result => ApplicationState.Text(result, "hookType")).Distinct(StringComparer.Ordinal)),
                ApplicationState.Text(results[^1], "hookPhase"),
                0, string.Empty, 0);
        }
    }

    /// <summary>An object that no Application need manage, as the root of what it made.</summary>
    public static PackageResource Alone(Manifest live)
    {
        var (group, kind, space, name) = live.Key;
        return new PackageResource(
            string.Empty, string.Empty, group, kind, space, name, string.Empty, null, string.Empty, string.Empty, string.Empty, 0, string.Empty, 0);
    }

    private static PackageResource Managed(string package, string application, JsonObject entry)
    {
        var key = ApplicationState.KeyOf(entry);
        var health = entry["health"] as JsonObject;
        return new PackageResource(
            package, application, key.Group, key.Kind, key.Namespace, key.Name,
            ApplicationState.Text(entry, "status"),
            Enum.TryParse<HealthStatus>(ApplicationState.Text(health, "status"), out var status) ? status : null,
            ApplicationState.Text(health, "message"),
            string.Empty, string.Empty, Wave(entry), string.Empty, 0);
    }

    private static int Wave(JsonObject entry) =>
        entry["syncWave"] is JsonValue wave && int.TryParse(wave.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
