using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Actors.Workflows.Templates;

/// <summary>Tells what a template does.</summary>
internal static class TemplateKind
{
    public const string Container = "container";
    public const string ContainerSet = "containerSet";
    public const string Steps = "steps";
    public const string Dag = "dag";
    public const string Script = "script";
    public const string Resource = "resource";
    public const string Data = "data";
    public const string Suspend = "suspend";

    /// <summary>Every kind, the first that a template has deciding.</summary>
    public static readonly IReadOnlyList<string> All =
        [Container, ContainerSet, Steps, Dag, Script, Resource, Data, Suspend, "http", "plugin"];

    /// <summary>The kind; empty when there is none.</summary>
    public static string Of(JsonObject template) => All.FirstOrDefault(kind => template[kind] is not null) ?? string.Empty;

    /// <summary>Whether a Pod runs it.</summary>
    public static bool IsPod(string kind) => kind is Container or ContainerSet or Script or Resource or Data;

    /// <summary>Whether it only holds other templates.</summary>
    public static bool IsGroup(string kind) => kind is Steps or Dag;
}
