using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Store;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Registry.Access;

/// <summary>Role-based access control: what the roles that are bound to somebody allow.</summary>
internal sealed class AccessRules(ObjectStore store)
{
    private const string Group = "rbac.authorization.k8s.io";
    private const string Administrators = "system:masters";

    private static readonly ResourceId Roles = new(Group, "roles");
    private static readonly ResourceId ClusterRoles = new(Group, "clusterroles");
    private static readonly ResourceId Bindings = new(Group, "rolebindings");
    private static readonly ResourceId ClusterBindings = new(Group, "clusterrolebindings");

    /// <summary>Whether somebody may do something.</summary>
    /// <param name="user">Who, as a <c>userInfo</c>.</param>
    /// <param name="question">What.</param>
    public bool Allow(JsonObject user, AccessQuestion question) =>
        RulesFor(user, question.Namespace).Any(rule => Grants(rule, question));

    /// <summary>The rules that count for somebody in a namespace, or in the whole cluster when it is empty.</summary>
    public IEnumerable<JsonObject> RulesFor(JsonObject user, string inNamespace)
    {
        if (user.Texts("groups").Contains(Administrators, StringComparer.Ordinal))
        {
            return [new JsonObject { ["verbs"] = new JsonArray("*"), ["apiGroups"] = new JsonArray("*"), ["resources"] = new JsonArray("*") }];
        }

        var bindings = store.Read(ClusterBindings).State.Objects(null);
        if (inNamespace.Length > 0)
        {
            bindings = bindings.Concat(store.Read(Bindings).State.Objects(inNamespace));
        }

        return bindings.Where(binding => binding.Json.Children("subjects").Any(subject => IsMeant(subject, user, binding.Address.Namespace)))
            .SelectMany(binding => RulesOf(binding.Json.Child("roleRef"), binding.Address.Namespace));
    }

    private IEnumerable<JsonObject> RulesOf(JsonObject? reference, string inNamespace)
    {
        var address = reference.Text("kind") == "ClusterRole"
            ? new ObjectAddress(ClusterRoles, string.Empty, reference.Text("name"))
            : new ObjectAddress(Roles, inNamespace, reference.Text("name"));
        return store.Find(address)?.Json.Children("rules") ?? [];
    }

    private static bool IsMeant(JsonObject subject, JsonObject user, string bindingNamespace) => subject.Text("kind") switch
    {
        "User" => subject.Text("name") == user.Text("username"),
        "Group" => user.Texts("groups").Contains(subject.Text("name"), StringComparer.Ordinal),
        "ServiceAccount" => $"system:serviceaccount:{subject.TextOrNull("namespace") ?? bindingNamespace}:{subject.Text("name")}" == user.Text("username"),
        _ => false,
    };

    private static bool Grants(JsonObject rule, AccessQuestion question) =>
        Has(rule, "verbs", question.Verb)
        && Has(rule, "apiGroups", question.Group)
        && (Has(rule, "resources", question.Resource) || GrantsPart(rule, question.Resource))
        && (!rule.Texts("resourceNames").Any() || rule.Texts("resourceNames").Contains(question.Name, StringComparer.Ordinal));

    private static bool GrantsPart(JsonObject rule, string resource)
    {
        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        return slash >= 0 && rule.Texts("resources").Contains("*" + resource[slash..], StringComparer.Ordinal);
    }

    private static bool Has(JsonObject rule, string list, string value) =>
        rule.Texts(list).Any(entry => entry == "*" || entry == value);
}
