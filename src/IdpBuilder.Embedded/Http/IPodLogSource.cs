using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Http;

/// <summary>Says what containers have printed, since none is ever run.</summary>
internal interface IPodLogSource
{
    /// <summary>The lines of a container so far.</summary>
    IReadOnlyList<string> Read(JsonObject pod, string container);
}
