using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Http;

/// <summary>The Kubernetes version whose behaviour the server has.</summary>
public static class ServerVersion
{
    /// <summary>The version as clusters report it.</summary>
    public const string GitVersion = "v1.34.1";

    internal static JsonObject Document() => new()
    {
        ["major"] = "1",
        ["minor"] = "34",
        ["emulationMajor"] = "1",
        ["emulationMinor"] = "34",
        ["minCompatibilityMajor"] = "1",
        ["minCompatibilityMinor"] = "33",
        ["gitVersion"] = GitVersion,
        ["gitCommit"] = "embedded",
        ["gitTreeState"] = "clean",
        ["buildDate"] = "2025-09-09T19:37:40Z",
        ["goVersion"] = "go1.24.6",
        ["compiler"] = "gc",
        ["platform"] = "linux/amd64",
    };
}
