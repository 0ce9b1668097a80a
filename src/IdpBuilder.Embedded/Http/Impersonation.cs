using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Discovery;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Registry.Access;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Http;

/// <summary>Takes the sender of a request for somebody else, who has to be named in its headers: <c>kubectl --as</c>.</summary>
internal sealed class Impersonation(AccessRules rules)
{
    private const string Verb = "impersonate";
    private static readonly ResourceType Users = new(string.Empty, "v1", "User", "users");
    private static readonly ResourceType Groups = new(string.Empty, "v1", "Group", "groups");
    private static readonly ResourceType Accounts = new(string.Empty, "v1", "ServiceAccount", "serviceaccounts");

    /// <summary>Whom a request wants to be taken for, as a <c>userInfo</c>; null when it is content with its sender.</summary>
    public static JsonObject? Wanted(ApiRequest request)
    {
        if (request.Header("Impersonate-User") is not { Length: > 0 } name)
        {
            return null;
        }

        string[] groups = [.. NamedGroups(request), "system:authenticated"];
        if (groups.Length == 1 && AccountOf(name) is { } account)
        {
            groups = ["system:serviceaccounts", $"system:serviceaccounts:{account.Namespace}", .. groups];
        }

        return new JsonObject
        {
            ["username"] = name,
            ["groups"] = new JsonArray([.. groups.Distinct(StringComparer.Ordinal).Select(group => JsonValue.Create(group))]),
        };
    }

    /// <summary>Refuses a request whose sender may not act as the one it names.</summary>
    public void Require(ApiRequest request, JsonObject sender)
    {
        var name = request.Header("Impersonate-User");
        if (AccountOf(name) is { } account)
        {
            Require(sender, Accounts, account.Namespace, account.Name);
        }
        else
        {
            Require(sender, Users, string.Empty, name);
        }

        foreach (var group in NamedGroups(request))
        {
            Require(sender, Groups, string.Empty, group);
        }
    }

    private void Require(JsonObject sender, ResourceType type, string inNamespace, string name)
    {
        var question = new AccessQuestion(Verb, string.Empty, type.Plural, inNamespace, name);
        if (!rules.Allow(sender, question))
        {
            throw StatusFailures.NotAllowed(type, question, sender.Text("username"));
        }
    }

    private static string[] NamedGroups(ApiRequest request) =>
        request.Header("Impersonate-Group").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static (string Namespace, string Name)? AccountOf(string user) =>
        user.Split(':') is ["system", "serviceaccount", var inNamespace, var name] ? (inNamespace, name) : null;
}
