using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas.Defaulting;

/// <summary>Defaults of a LimitRange: each bound follows from the next wider one.</summary>
internal static class LimitRangeDefaults
{
    public static void Apply(JsonObject limitRange)
    {
        foreach (var limit in limitRange.Map("spec")?.Maps("limits") ?? [])
        {
            if (limit.Text("type") == "Container")
            {
                Fill(limit, "default", "max");
                Fill(limit, "defaultRequest", "default");
                Fill(limit, "defaultRequest", "min");
            }
        }
    }

    private static void Fill(JsonObject limit, string name, string from)
    {
        if (limit.Map(from) is not { Count: > 0 } bounds || limit.Struct(name) is not { } target)
        {
            return;
        }

        foreach (var (resource, bound) in bounds)
        {
            if (bound is not null)
            {
                target.Default(resource, bound.DeepClone());
            }
        }
    }
}
