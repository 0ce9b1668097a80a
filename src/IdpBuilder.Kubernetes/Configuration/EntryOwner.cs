using System.ComponentModel;
using System.Text.Json.Nodes;

namespace IdpBuilder.Kubernetes.Configuration;

/// <summary>
/// The process with which a kubeconfig's entry ends, as an extension of its context says it. The file may be shared between machines and
/// containers, so that a process counts as gone only for those who would see it if it were there.
/// </summary>
/// <param name="Machine">The machine, and what of it can be seen: the space of process ids on Linux.</param>
/// <param name="Process">The process's id.</param>
/// <param name="Program">The name of what it runs: ids are used again.</param>
internal sealed record EntryOwner(string Machine, int Process, string Program)
{
    /// <summary>The extension's name; no file without this text has one.</summary>
    public const string Extension = "idpbuilder.io";

    /// <summary>This process.</summary>
    public static EntryOwner OfProcess()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return new EntryOwner($"{Environment.MachineName} {Space()}", process.Id, process.ProcessName);
    }

    /// <summary>Whose an entry is; null when it does not say so.</summary>
    /// <param name="context">What the entry says of its context.</param>
    public static EntryOwner? Of(JsonObject context)
    {
        var extension = (context["extensions"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(item => Text(item["name"]) == Extension)?["extension"] as JsonObject;
        return extension?["process"] is JsonValue id && id.TryGetValue(out long process) && process is > 0 and <= int.MaxValue
            && Text(extension["machine"]) is { Length: > 0 } machine && Text(extension["program"]) is { Length: > 0 } program
            ? new EntryOwner(machine, (int)process, program)
            : null;
    }

    /// <summary>The extension that says so.</summary>
    public JsonArray ToExtensions() =>
    [
        new JsonObject
        {
            ["name"] = Extension,
            ["extension"] = new JsonObject { ["machine"] = Machine, ["process"] = Process, ["program"] = Program },
        },
    ];

    /// <summary>Whether it has ended beyond doubt, as another process sees it.</summary>
    public bool IsGone(EntryOwner seer)
    {
        if (seer.Machine != Machine)
        {
            return false;
        }

        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(Process);
            return process.ProcessName != Program;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // It is there and lets nobody look, or is just ending: another time there will be no doubt.
            return false;
        }
    }

    private static string Space() => OperatingSystem.IsLinux()
        ? new FileInfo("/proc/self/ns/pid").LinkTarget ?? "linux"
        : OperatingSystem.IsWindows() ? "windows" : "unix";

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
