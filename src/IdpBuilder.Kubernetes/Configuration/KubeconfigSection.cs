using System.Text.Json.Nodes;

namespace IdpBuilder.Kubernetes.Configuration;

/// <summary>A cluster, user or context as one file tells it.</summary>
/// <param name="Content">What the file says.</param>
/// <param name="File">The file, whose folder relative paths start from.</param>
internal sealed record KubeconfigSection(JsonObject Content, string File)
{
    /// <summary>The file alone: a user's content is secret.</summary>
    public override string ToString() => File;
}
