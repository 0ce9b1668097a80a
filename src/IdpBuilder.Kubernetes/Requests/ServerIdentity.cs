namespace IdpBuilder.Kubernetes.Requests;

/// <summary>Who talks to whom, for messages.</summary>
/// <param name="Server">The API server's address.</param>
/// <param name="Context">The kubeconfig context; empty for none.</param>
/// <param name="User">The user the kubeconfig names; empty for none.</param>
internal sealed record ServerIdentity(Uri Server, string Context = "", string User = "")
{
    /// <summary>The address in quotes, with context and user where there are some.</summary>
    public override string ToString()
    {
        var user = User.Length == 0 ? string.Empty : $", user '{User}'";
        return Context.Length == 0 ? $"'{Server}'" : $"'{Server}' (context '{Context}'{user})";
    }
}
