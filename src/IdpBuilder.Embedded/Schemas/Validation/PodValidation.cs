namespace IdpBuilder.Embedded.Schemas.Validation;

/// <summary>Checks Pods and the templates they are made from.</summary>
internal static class PodValidation
{
    public static void CheckPod(CheckedObject pod) => CheckSpec(pod.Map("spec"));

    /// <summary>Checks a Pod's spec.</summary>
    public static void CheckSpec(CheckedObject spec)
    {
        var volumes = CheckVolumes(spec);
        var names = new HashSet<string>(StringComparer.Ordinal);
        spec.RequireContent("containers");
        foreach (var list in new[] { "containers", "initContainers" })
        {
            foreach (var container in spec.Maps(list))
            {
                ContainerValidation.Check(container, volumes);
            }

            spec.Unique(list, "name", names);
        }

        spec.OneOf("restartPolicy", "Always", "OnFailure", "Never");
        spec.OneOf("dnsPolicy", "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");
        spec.NotNegative("terminationGracePeriodSeconds");
        spec.AtLeast("activeDeadlineSeconds", 1);
        spec.Subdomain("serviceAccountName");
        spec.Subdomain("nodeName");
        spec.Label("hostname");
        spec.Label("subdomain");
    }

    private static HashSet<string> CheckVolumes(CheckedObject spec)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var volume in spec.Maps("volumes"))
        {
            if (volume.RequireText("name"))
            {
                volume.Label("name");
                if (!names.Add(volume.Text("name")))
                {
                    volume.Add(FieldError.Duplicate(volume.PathOf("name"), volume.Text("name")));
                }
            }

            var sources = volume.Json.Where(field => field.Key != "name" && field.Value is not null).Select(field => field.Key).ToArray();
            foreach (var surplus in sources.Skip(1))
            {
                volume.Add(FieldError.Forbidden(volume.PathOf(surplus), "may not specify more than 1 volume type"));
            }

            CheckSource(volume);
        }

        return names;
    }

    private static void CheckSource(CheckedObject volume)
    {
        if (volume.Has("secret"))
        {
            volume.Map("secret").RequireText("secretName");
        }

        if (volume.Has("configMap"))
        {
            volume.Map("configMap").RequireText("name");
        }

        if (volume.Has("persistentVolumeClaim"))
        {
            volume.Map("persistentVolumeClaim").RequireText("claimName");
        }

        if (volume.Has("hostPath"))
        {
            volume.Map("hostPath").RequireText("path");
        }
    }
}
