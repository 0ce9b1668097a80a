namespace IdpBuilder.Git.Gitea;

/// <summary>A cluster's Gitea as it was found.</summary>
/// <param name="Pod">The Pod that answers.</param>
/// <param name="Port">The port it listens on.</param>
/// <param name="Owner">Whose repositories ours are.</param>
/// <param name="Token">The owner's token; empty when there is none.</param>
/// <param name="Password">The owner's password, which serves where there is no token.</param>
/// <param name="Address">Where Argo CD finds the server: the repositories' addresses begin with it.</param>
internal sealed record GiteaServer(string Pod, int Port, string Owner, string Token, string Password, string Address)
{
    /// <summary>What the owner shows.</summary>
    public string Credential => Token.Length > 0 ? Token : Password;

    /// <summary>The address of the repository of a name.</summary>
    public string UrlOf(string name) => $"{Address}/{Owner}/{name}.git";

    /// <summary>The Pod alone: what the owner shows is secret.</summary>
    public override string ToString() => $"{GiteaLocator.Namespace}/{Pod}:{Port}";
}
