using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas.Defaulting;

/// <summary>Defaults of a CustomResourceDefinition.</summary>
internal static class CustomResourceDefinitionDefaults
{
    public static void Apply(JsonObject definition)
    {
        if (definition.Struct("spec") is not { } spec)
        {
            return;
        }

        if (spec.Struct("names") is { } names && names.Text("kind") is { Length: > 0 } kind)
        {
            names.DefaultText("singular", kind.ToLowerInvariant());
            names.DefaultText("listKind", kind + "List");
        }

        if (spec.Struct("conversion") is { } conversion)
        {
            conversion.DefaultText("strategy", "None");
            conversion.Map("webhook")?.Map("clientConfig")?.Map("service")?.Default("port", 443);
        }
    }
}
