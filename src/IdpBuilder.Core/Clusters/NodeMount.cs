using IdpBuilder.Errors;

namespace IdpBuilder;

/// <summary>A folder or file of the engine's machine that nodes get.</summary>
/// <param name="HostPath">Where it is on the engine's machine.</param>
/// <param name="NodePath">Where nodes see it.</param>
/// <param name="ReadOnly">Whether they can only read it.</param>
/// <param name="Propagation">How mounts below it reach the other side: <c>None</c>, <c>HostToContainer</c> or <c>Bidirectional</c>.</param>
public sealed record NodeMount(string HostPath, string NodePath, bool ReadOnly = false, string Propagation = "None")
{
    /// <summary>Whether the engine gives it the label of the node alone, where its machine has SELinux.</summary>
    public bool Relabel { get; init; }

    /// <summary>Reads <c>hostPath:nodePath[:ro]</c>; a drive letter in front is part of the host's path.</summary>
    /// <exception cref="IdpException"><c>MountInvalid</c>.</exception>
    public static NodeMount Parse(string text)
    {
        var readOnly = text.EndsWith(":ro", StringComparison.Ordinal);
        var paths = readOnly ? text[..^3] : text;
        var colon = paths.LastIndexOf(":/", StringComparison.Ordinal);
        return colon > 0 && paths.Length > colon + 2 ? new NodeMount(paths[..colon], paths[(colon + 1)..], readOnly) : throw ClusterFailures.MountInvalid(text);
    }
}
