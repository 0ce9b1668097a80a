using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Rights;

/// <summary>A right that some work needs.</summary>
/// <param name="Verb">What is done, such as <c>patch</c>; <c>*</c> for everything.</param>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Resource">The plural; <c>*</c> for all.</param>
/// <param name="Namespace">The namespace; empty for the whole cluster.</param>
public readonly record struct NeededRight(string Verb, string Group, string Resource, string Namespace)
{
    /// <summary>Every right there is.</summary>
    public static NeededRight Everything { get; } = new("*", "*", "*", string.Empty);

    /// <summary>The question whether whoever asks has this right.</summary>
    public Manifest ToReview()
    {
        var attributes = new JsonObject { ["verb"] = Verb, ["group"] = Group, ["resource"] = Resource };
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
