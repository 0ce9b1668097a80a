using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas.Defaulting;

/// <summary>Defaults of admission webhooks.</summary>
internal static class WebhookConfigurationDefaults
{
    public static void Apply(JsonObject configuration)
    {
        foreach (var webhook in configuration.Maps("webhooks"))
        {
            webhook.DefaultText("failurePolicy", "Fail");
            webhook.DefaultText("matchPolicy", "Equivalent");
            webhook.Default("namespaceSelector", new JsonObject());
            webhook.Default("objectSelector", new JsonObject());
            webhook.Default("timeoutSeconds", 10);
            webhook.Map("clientConfig")?.Map("service")?.Default("port", 443);
            foreach (var rule in webhook.Maps("rules"))
            {
                rule.DefaultText("scope", "*");
            }
        }
    }

    /// <summary>Webhooks that change objects may be called again after each other.</summary>
    public static void ApplyMutating(JsonObject configuration)
    {
        Apply(configuration);
        foreach (var webhook in configuration.Maps("webhooks"))
        {
            webhook.DefaultText("reinvocationPolicy", "Never");
        }
    }
}
