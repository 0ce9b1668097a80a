using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas.Defaulting;

/// <summary>Defaults of Endpoints and EndpointSlices.</summary>
internal static class EndpointDefaults
{
    public static void Apply(JsonObject endpoints)
    {
        foreach (var subset in endpoints.Maps("subsets"))
        {
            ApplyPorts(subset);
        }
    }

    public static void ApplySlice(JsonObject slice)
    {
        ApplyPorts(slice);
        foreach (var port in slice.Maps("ports"))
        {
            port.Default("name", string.Empty);
        }
    }

    private static void ApplyPorts(JsonObject parent)
    {
        foreach (var port in parent.Maps("ports"))
        {
            port.DefaultText("protocol", "TCP");
        }
    }
}
