using System.Text.Json.Nodes;
using IdpBuilder.Git.Gitea;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Rights;
using IdpBuilder.Tests;

namespace IdpBuilder.Git.Tests.Gitea;

public sealed class GiteaRightsTests
{
    [Fact]
    public void The_role_in_the_help_is_what_is_asked_for()
    {
        var page = File.ReadAllText(Repository.PathOf("docs", "en-US", "about_IdpBuilderRights.md")).ReplaceLineEndings("\n");
        var role = page.Split("```").Select(part => part.StartsWith("yaml\n", StringComparison.Ordinal) ? part[5..] : string.Empty)
            .Single(part => part.Contains("namespace: gitea", StringComparison.Ordinal));
        var rules = new YamlManifestReader().Read(role, "role", new List<Diagnostic>())[0].Content!["rules"]!.AsArray();

        var granted = rules.SelectMany(rule => Texts(rule!["resources"]).SelectMany(resource => Texts(rule["verbs"]).SelectMany(verb =>
            Texts(rule["resourceNames"] ?? new JsonArray(string.Empty)).Select(name => new NeededRight(verb, string.Empty, resource, "gitea", name)))));

        Assert.Equal(GiteaLocator.Rights.Select(right => right.ToString()).Order(StringComparer.Ordinal), granted.Select(right => right.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_subresource_and_a_name_are_asked_for_as_the_API_wants_them()
    {
        var forwarding = new NeededRight("get", string.Empty, "pods/portforward", "gitea").ToReview().Json["spec"]!["resourceAttributes"]!;
        var secret = new NeededRight("get", string.Empty, "secrets", "gitea", "gitea-credential").ToReview().Json["spec"]!["resourceAttributes"]!;

        Assert.Equal(("pods", "portforward"), ((string?)forwarding["resource"], (string?)forwarding["subresource"]));
        Assert.Equal("gitea-credential", (string?)secret["name"]);
        Assert.Null(secret["subresource"]);
    }

    private static IEnumerable<string> Texts(JsonNode? list) => list!.AsArray().Select(item => (string)item!);
}
