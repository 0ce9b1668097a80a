using IdpBuilder.Manifests;

namespace IdpBuilder.Secrets;

/// <summary>A Secret that a core package always has, whether labelled or not.</summary>
/// <param name="Package">The core package.</param>
/// <param name="Namespace">The Secret's namespace.</param>
/// <param name="Name">The Secret's name.</param>
/// <param name="UserName">The user whose password it holds; empty when the Secret says so itself.</param>
public sealed record CoreSecret(string Package, string Namespace, string Name, string UserName)
{
    /// <summary>The password that Argo CD makes for its administrator.</summary>
    public static CoreSecret ArgoCd { get; } = new("argocd", "argocd", "argocd-initial-admin-secret", "admin");

    /// <summary>The administrator of the git server.</summary>
    public static CoreSecret Gitea { get; } = new("gitea", "gitea", "gitea-credential", string.Empty);

    /// <summary>All of them, in the order in which they are shown.</summary>
    public static IReadOnlyList<CoreSecret> All { get; } = [ArgoCd, Gitea];

    /// <summary>The Secret itself.</summary>
    public ResourceReference Reference => new(new GroupVersionKind(string.Empty, "v1", "Secret"), Namespace, Name);
}
