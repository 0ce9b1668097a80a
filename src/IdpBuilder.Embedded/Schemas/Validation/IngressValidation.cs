namespace IdpBuilder.Embedded.Schemas.Validation;

/// <summary>Checks an Ingress.</summary>
internal static class IngressValidation
{
    public static void Check(CheckedObject ingress)
    {
        var spec = ingress.Map("spec");
        if (spec.Count("rules") == 0 && !spec.Has("defaultBackend"))
        {
            spec.Add(FieldError.Invalid(spec.Path, spec.Json, "either `defaultBackend` or `rules` must be specified"));
        }

        if (spec.Has("defaultBackend"))
        {
            CheckBackend(spec.Map("defaultBackend"));
        }

        foreach (var rule in spec.Maps("rules"))
        {
            if (!rule.Text("host").StartsWith("*.", StringComparison.Ordinal))
            {
                rule.Subdomain("host");
            }

            if (!rule.Has("http"))
            {
                continue;
            }

            var http = rule.Map("http");
            http.RequireContent("paths");
            foreach (var path in http.Maps("paths"))
            {
                CheckPath(path);
            }
        }
    }

    private static void CheckPath(CheckedObject path)
    {
        path.RequireText("pathType", "pathType must be specified");
        path.OneOf("pathType", "Exact", "ImplementationSpecific", "Prefix");
        var text = path.Text("path");
        if (path.Text("pathType") is "Exact" or "Prefix" && !text.StartsWith('/'))
        {
            path.Add(FieldError.InvalidText(path.PathOf("path"), text, "must be an absolute path"));
        }

        CheckBackend(path.Map("backend"));
    }

    private static void CheckBackend(CheckedObject backend)
    {
        switch (backend.Has("service"), backend.Has("resource"))
        {
            case (true, true):
                backend.Add(FieldError.InvalidText(backend.Path, string.Empty, "cannot set both resource and service backends"));
                break;
            case (false, false):
                backend.Add(FieldError.Required(backend.PathOf("service"), "service name and port are required"));
                break;
            case (true, _):
                CheckService(backend.Map("service"));
                break;
        }
    }

    private static void CheckService(CheckedObject service)
    {
        if (service.RequireText("name"))
        {
            service.Label("name");
        }

        var port = service.Map("port");
        if (port.Text("name").Length == 0 && !port.Has("number"))
        {
            service.Add(FieldError.Required(port.Path, "port name or number is required"));
        }

        port.Port("number");
    }
}
