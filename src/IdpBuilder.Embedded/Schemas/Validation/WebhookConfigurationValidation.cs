namespace IdpBuilder.Embedded.Schemas.Validation;

/// <summary>Checks the webhooks of an admission configuration.</summary>
internal static class WebhookConfigurationValidation
{
    public static void Check(CheckedObject configuration)
    {
        foreach (var webhook in configuration.Maps("webhooks"))
        {
            if (webhook.RequireText("name") && webhook.Text("name").Split('.').Length < 3)
            {
                webhook.Add(FieldError.InvalidText(
                    webhook.PathOf("name"), webhook.Text("name"), "should be a domain with at least three segments separated by dots"));
            }

            webhook.RequireContent("admissionReviewVersions", "must specify one of v1, v1beta1");
            if (!webhook.RequireText("sideEffects", "must specify one of None, NoneOnDryRun"))
            {
                continue;
            }

            webhook.OneOf("sideEffects", "None", "NoneOnDryRun");
            if (webhook.Number("timeoutSeconds") is < 1 or > 30)
            {
                webhook.Add(FieldError.Invalid(
                    webhook.PathOf("timeoutSeconds"), webhook.Json["timeoutSeconds"], "the timeout value must be between 1 and 30 seconds"));
            }
        }

        configuration.Unique("webhooks", "name");
    }
}
