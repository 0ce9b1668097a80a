using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;

namespace IdpBuilder.Kubernetes.Tests.Authentication;

/// <summary>
/// A credential program: this test program itself, which behaves as one when a test starts it so. It notes what it was told in a file,
/// one line a run, and prints what the test asked for.
/// </summary>
internal static class CredentialProgram
{
    private const string Log = "CREDENTIAL_PROGRAM_LOG";
    private const string Output = "CREDENTIAL_PROGRAM_OUTPUT";
    private const string Complaint = "CREDENTIAL_PROGRAM_COMPLAINT";
    private const string Code = "CREDENTIAL_PROGRAM_CODE";

    /// <summary>The <c>exec</c> section that starts it.</summary>
    /// <param name="log">The file for what it was told.</param>
    /// <param name="output">What it prints; <c>{run}</c> becomes the number of the run.</param>
    /// <param name="complaint">What it prints to standard error.</param>
    /// <param name="code">Its exit code.</param>
    public static JsonObject Section(string log, string output, string complaint = "", int code = 0)
    {
        // Where tests are started through the dotnet program, their assembly is its first argument.
        var hosted = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        JsonNode[] arguments = hosted ? [typeof(CredentialProgram).Assembly.Location, "get token"] : ["get token"];
        return new JsonObject
        {
            ["apiVersion"] = "client.authentication.k8s.io/v1",
            ["interactiveMode"] = "Never",
            ["command"] = Environment.ProcessPath,
            ["args"] = new JsonArray(arguments),
            ["env"] = new JsonArray(
                Variable(Log, log), Variable(Output, output), Variable(Complaint, Convert.ToBase64String(Encoding.UTF8.GetBytes(complaint))), Variable(Code, $"{code}")),
        };
    }

    /// <summary>What it was told: one <c>KUBERNETES_EXEC_INFO</c> a run.</summary>
    public static IReadOnlyList<JsonObject> Runs(string log) =>
        File.Exists(log) ? [.. File.ReadAllLines(log).Select(line => (JsonObject)JsonNode.Parse(line)!)] : [];

    [ModuleInitializer]
    internal static void Run()
    {
        if (Environment.GetEnvironmentVariable(Log) is not { Length: > 0 } log)
        {
            return;
        }

        File.AppendAllText(log, Environment.GetEnvironmentVariable("KUBERNETES_EXEC_INFO") + "\n");
        // Encoded, for what the environment holds is hidden where a complaint repeats it.
        Console.Error.Write(Encoding.UTF8.GetString(Convert.FromBase64String(Environment.GetEnvironmentVariable(Complaint) ?? string.Empty)));
        Console.Out.Write(Environment.GetEnvironmentVariable(Output)!.Replace("{run}", $"{File.ReadAllLines(log).Length}", StringComparison.Ordinal));
        Environment.Exit(int.Parse(Environment.GetEnvironmentVariable(Code)!, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static JsonObject Variable(string name, string value) => new() { ["name"] = name, ["value"] = value };
}
