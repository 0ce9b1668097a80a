namespace IdpBuilder.Docker.Registries;

/// <summary>What a registry takes for a login.</summary>
/// <param name="UserName">The user; empty with a token.</param>
/// <param name="Password">The password; empty with a token.</param>
/// <param name="IdentityToken">A token that stands for both; empty with a password.</param>
internal sealed record RegistryCredential(string UserName, string Password, string IdentityToken = "")
{
    /// <summary>Neither name nor secret may reach logs.</summary>
    public override string ToString() => nameof(RegistryCredential);
}
