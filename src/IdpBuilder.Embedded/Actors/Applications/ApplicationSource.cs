using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>One source of an Application, as its spec writes it.</summary>
internal sealed class ApplicationSource(JsonObject json)
{
    public JsonObject Json => json;

    public string RepoUrl => json.Text("repoURL");

    public string Path => json.Text("path");

    public string Chart => json.Text("chart");

    public string TargetRevision => json.Text("targetRevision");

    public string Ref => json.Text("ref");

    public JsonObject? Directory => json["directory"] as JsonObject;

    public JsonObject? Helm => json["helm"] as JsonObject;

    public JsonObject? Kustomize => json["kustomize"] as JsonObject;

    public JsonObject? Plugin => json["plugin"] as JsonObject;
}
