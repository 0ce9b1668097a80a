using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Rendering;

/// <summary>One source of an Application, as its spec writes it; what is missing there reads as empty.</summary>
/// <param name="json">The source.</param>
public sealed class ApplicationSource(JsonObject json)
{
    /// <summary>The source itself.</summary>
    public JsonObject Json => json;

    /// <summary>The repository, of git or of charts.</summary>
    public string RepoUrl => json.Text("repoURL");

    /// <summary>The directory in the repository.</summary>
    public string Path => json.Text("path");

    /// <summary>The chart's name in a repository of charts.</summary>
    public string Chart => json.Text("chart");

    /// <summary>The branch, tag, commit or chart version.</summary>
    public string TargetRevision => json.Text("targetRevision");

    /// <summary>The name by which other sources use files of this one.</summary>
    public string Ref => json.Text("ref");

    /// <summary>Options for plain manifests.</summary>
    public JsonObject? Directory => json.Child("directory");

    /// <summary>Options for a chart.</summary>
    public JsonObject? Helm => json.Child("helm");

    /// <summary>Options for a kustomization.</summary>
    public JsonObject? Kustomize => json.Child("kustomize");

    /// <summary>Options for a config management plugin.</summary>
    public JsonObject? Plugin => json.Child("plugin");
}
