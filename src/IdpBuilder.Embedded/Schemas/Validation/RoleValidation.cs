namespace IdpBuilder.Embedded.Schemas.Validation;

/// <summary>Checks roles and their bindings.</summary>
internal static class RoleValidation
{
    private const string Group = "rbac.authorization.k8s.io";

    public static void CheckRole(CheckedObject role)
    {
        foreach (var rule in role.Maps("rules"))
        {
            CheckRule(rule);
            if (rule.Count("nonResourceURLs") > 0)
            {
                rule.Add(FieldError.Invalid(
                    rule.PathOf("nonResourceURLs"), rule.Json["nonResourceURLs"], "namespaced rules cannot apply to non-resource URLs"));
            }
        }
    }

    public static void CheckClusterRole(CheckedObject role)
    {
        foreach (var rule in role.Maps("rules"))
        {
            CheckRule(rule);
        }
    }

    public static void CheckRoleBinding(CheckedObject binding) => CheckBinding(binding, true, "Role", "ClusterRole");

    public static void CheckClusterRoleBinding(CheckedObject binding) => CheckBinding(binding, false, "ClusterRole");

    private static void CheckRule(CheckedObject rule)
    {
        rule.RequireContent("verbs", "verbs must contain at least one value");
        if (rule.Count("nonResourceURLs") == 0)
        {
            rule.RequireContent("apiGroups", "resource rules must supply at least one api group");
            rule.RequireContent("resources", "resource rules must supply at least one resource");
        }
    }

    private static void CheckBinding(CheckedObject binding, bool isNamespaced, params string[] kinds)
    {
        var role = binding.Map("roleRef");
        if (role.Text("apiGroup") != Group)
        {
            role.Add(FieldError.NotSupported(role.PathOf("apiGroup"), role.Text("apiGroup"), [Group]));
        }

        if (!kinds.Contains(role.Text("kind"), StringComparer.Ordinal))
        {
            role.Add(FieldError.NotSupported(role.PathOf("kind"), role.Text("kind"), kinds));
        }

        role.RequireText("name");
        foreach (var subject in binding.Maps("subjects"))
        {
            CheckSubject(subject, isNamespaced);
        }
    }

    private static void CheckSubject(CheckedObject subject, bool isNamespaced)
    {
        subject.RequireText("name");
        switch (subject.Text("kind"))
        {
            case "ServiceAccount":
                subject.Label("namespace");
                // In a namespace, a subject without one is of the same.
                _ = isNamespaced || subject.RequireText("namespace");
                CheckGroup(subject, string.Empty);
                break;
            case "User" or "Group":
                CheckGroup(subject, Group);
                break;
            default:
                subject.Add(FieldError.NotSupported(subject.PathOf("kind"), subject.Text("kind"), ["ServiceAccount", "User", "Group"]));
                break;
        }
    }

    private static void CheckGroup(CheckedObject subject, string expected)
    {
        if (subject.Text("apiGroup") != expected)
        {
            subject.Add(FieldError.NotSupported(subject.PathOf("apiGroup"), subject.Text("apiGroup"), [expected]));
        }
    }
}
