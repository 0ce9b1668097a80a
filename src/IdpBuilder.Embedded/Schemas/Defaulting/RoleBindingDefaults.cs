using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas.Defaulting;

/// <summary>Defaults of RoleBindings and ClusterRoleBindings.</summary>
internal static class RoleBindingDefaults
{
    private const string Group = "rbac.authorization.k8s.io";

    public static void Apply(JsonObject binding)
    {
        binding.Map("roleRef")?.DefaultText("apiGroup", Group);
        foreach (var subject in binding.Maps("subjects"))
        {
            if (subject.Text("kind") is "User" or "Group")
            {
                subject.DefaultText("apiGroup", Group);
            }
        }
    }
}
