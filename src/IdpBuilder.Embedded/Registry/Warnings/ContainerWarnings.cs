using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Registry.Warnings;

/// <summary>What is suspicious in the containers of a Pod.</summary>
internal static class ContainerWarnings
{
    private static readonly string[] Lists = ["initContainers", "containers"];
    private static readonly string[] Amounts = ["limits", "requests"];
    private static readonly string[] WholeBytes = ["memory", "ephemeral-storage"];

    /// <summary>The warnings about all containers of a Pod's spec.</summary>
    public static IEnumerable<string> Of(JsonObject spec, string path)
    {
        var containers = Lists.SelectMany(list => FieldPath.Items(spec, path, list)).ToArray();
        return containers.SelectMany(entry => OfAmounts(entry.Item, entry.Path).Concat(OfVariables(entry.Item, entry.Path)))
            .Concat(OfPorts(containers));
    }

    private static IEnumerable<string> OfAmounts(JsonObject container, string path) =>
        from resource in WholeBytes
        from amount in Amounts
        let value = container.Child("resources").Child(amount)?[resource]
        where Quantity.Read(value) is { } bytes && decimal.Truncate(bytes) != bytes
        select $"{path}.resources.{amount}[{resource}]: fractional byte value \"{value}\" is invalid, must be an integer";

    private static IEnumerable<string> OfVariables(JsonObject container, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (variable, at) in FieldPath.Items(container, path, "env"))
        {
            // A value that is built from the one before it is meant so.
            var name = variable.Text("name");
            var reference = $"$({name})";
            var value = variable.Text("value");
            var extends = value != reference && value.Contains(reference, StringComparison.Ordinal) && !variable.ContainsKey("valueFrom");
            if (!seen.Add(name) && !extends)
            {
                yield return $"{at}: hides previous definition of \"{name}\", which may be dropped when using apply";
            }
        }
    }

    private static IEnumerable<string> OfPorts((JsonObject Item, string Path)[] containers)
    {
        var seen = new List<(JsonObject Port, string Path)>();
        foreach (var (container, path) in containers)
        {
            foreach (var (port, at) in FieldPath.Items(container, path, "ports"))
            {
                foreach (var other in seen.Where(other => IsSame(other.Port, port)))
                {
                    if (Conflict(other.Port, port) is { } conflict)
                    {
                        yield return $"{at}: {conflict} port definition with {other.Path}";
                    }
                }

                seen.Add((port, at));
            }
        }
    }

    private static bool IsSame(JsonObject one, JsonObject other) =>
        one.Whole("containerPort") == other.Whole("containerPort") && one.Text("protocol") == other.Text("protocol");

    private static string? Conflict(JsonObject one, JsonObject other)
    {
        var (port, otherPort) = (one.Whole("hostPort") ?? 0, other.Whole("hostPort") ?? 0);
        var (address, otherAddress) = (one.Text("hostIP"), other.Text("hostIP"));
        return port == otherPort && address == otherAddress ? "duplicate"
            : port == 0 || otherPort == 0 ? "overlapping"
            : port == otherPort && address.Length == 0 != (otherAddress.Length == 0) ? "dangerously ambiguous"
            : null;
    }
}
