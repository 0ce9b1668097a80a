using System.Text.Json.Nodes;
using IdpBuilder.Kubernetes.Configuration;
using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes.Authentication;

/// <summary>Reads a user's <c>exec</c> section.</summary>
internal static class ExecSection
{
    private const string Extension = "client.authentication.k8s.io/exec";

    private static readonly string[] Versions = ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"];

    /// <summary>The program that a user's section names.</summary>
    /// <param name="user">The user.</param>
    /// <param name="exec">Its <c>exec</c> section.</param>
    /// <param name="cluster">The context's cluster.</param>
    public static ExecPlugin Read(ContextSection user, JsonObject exec, ContextSection cluster)
    {
        var version = exec.Text("apiVersion");
        if (!Versions.Contains(version, StringComparer.Ordinal))
        {
            throw user.Invalid($"has a credential program of apiVersion '{version}'; known are {string.Join(" and ", Versions)}");
        }

        if (exec.Text("command") is not { Length: > 0 } command)
        {
            throw user.Invalid("has an 'exec' without a 'command'");
        }

        return new ExecPlugin(
            version,
            Located(command, user.File),
            [.. exec.Texts("args")],
            [.. exec.Children("env").Where(item => item.Text("name").Length > 0).Select(item => KeyValuePair.Create(item.Text("name"), item.Text("value")))],
            exec.Text("installHint"),
            Interaction(user, exec),
            exec.Flag("provideClusterInfo") ? Cluster(cluster) : null);
    }

    // As with kubectl, a relative path starts at the kubeconfig and a bare name is searched for.
    private static string Located(string command, string file) =>
        command.AsSpan().IndexOfAny(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar) < 0
            ? command
            : Path.GetFullPath(command, Path.GetDirectoryName(file)!);

    private static ExecInteraction Interaction(ContextSection user, JsonObject exec) => exec.Text("interactiveMode") switch
    {
        "" or "IfAvailable" => ExecInteraction.IfAvailable,
        "Never" => ExecInteraction.Never,
        "Always" => ExecInteraction.Always,
        var other => throw user.Invalid($"has an 'interactiveMode' of '{other}'; known are Never, IfAvailable and Always"),
    };

    private static JsonObject Cluster(ContextSection cluster)
    {
        var info = new JsonObject();
        foreach (var name in (string[])["server", "tls-server-name", "insecure-skip-tls-verify", "proxy-url", "disable-compression"])
        {
            if (cluster.Content[name] is { } value)
            {
                info[name] = value.DeepClone();
            }
        }

        if (cluster.Material("certificate-authority") is { Length: > 0 } authority)
        {
            info["certificate-authority-data"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(authority));
        }

        if (cluster.Content.Children("extensions").FirstOrDefault(item => item.Text("name") == Extension)?["extension"] is { } config)
        {
            info["config"] = config.DeepClone();
        }

        return info;
    }
}
