using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Rights;

/// <summary>A right that some work needs.</summary>
/// <param name="Verb">What is done, such as <c>patch</c>; <c>*</c> for everything.</param>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Resource">The plural, with its subresource after a slash where there is one; <c>*</c> for all.</param>
/// <param name="Namespace">The namespace; empty for the whole cluster.</param>
/// <param name="Name">The only object that is meant; empty for all.</param>
public readonly record struct NeededRight(string Verb, string Group, string Resource, string Namespace, string Name = "")
{
    /// <summary>Every right there is.</summary>
    public static NeededRight Everything { get; } = new("*", "*", "*", string.Empty);

    /// <summary>The question whether whoever asks has this right.</summary>
    public Manifest ToReview()
    {
        var parts = Resource.Split('/', 2);
        var attributes = new JsonObject { ["verb"] = Verb, ["group"] = Group, ["resource"] = parts[0] };
        if (parts.Length > 1)
        {
            attributes["subresource"] = parts[1];
        }

        if (Name.Length > 0)
        {
            attributes["name"] = Name;
        }

        if (Namespace.Length > 0)
        {
            attributes["namespace"] = Namespace;
        }

        return new Manifest(new JsonObject
        {
            ["apiVersion"] = "authorization.k8s.io/v1",
            ["kind"] = "SelfSubjectAccessReview",
            ["spec"] = new JsonObject { ["resourceAttributes"] = attributes },
        });
    }
}
