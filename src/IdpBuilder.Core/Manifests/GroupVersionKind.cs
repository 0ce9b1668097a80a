namespace IdpBuilder.Manifests;

/// <summary>What a manifest's <c>apiVersion</c> and <c>kind</c> say together.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Version">The version, such as <c>v1</c>.</param>
/// <param name="Kind">The kind, such as <c>Deployment</c>.</param>
public readonly record struct GroupVersionKind(string Group, string Version, string Kind)
{
    /// <summary>The <c>apiVersion</c> text: <c>group/version</c>, or <c>version</c> alone for the core group.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>Splits an <c>apiVersion</c> text; a text without a slash is a version of the core group.</summary>
    public static GroupVersionKind Of(string apiVersion, string kind)
    {
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? new GroupVersionKind(string.Empty, apiVersion, kind)
            : new GroupVersionKind(apiVersion[..slash], apiVersion[(slash + 1)..], kind);
    }

    /// <summary><c>group/version/kind</c>, as Argo CD and Kubernetes write it in messages.</summary>
    public override string ToString() => $"{ApiVersion}, Kind={Kind}";
}
