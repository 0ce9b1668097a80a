namespace IdpBuilder.Errors;

/// <summary>The failures of credentials that somebody has chosen; none of them says a password.</summary>
internal static class CredentialFailures
{
    public static IdpException PackageMissing() => new(
        "CredentialPackageMissing",
        FailureKind.InvalidArgument,
        "-Credential and -DevPassword set the passwords of the core packages 'argocd' and 'gitea', and -CorePackage names neither. Name one of them with -CorePackage, also where it is installed already.",
        "CorePackage");

    public static IdpException PasswordInvalid(string fault) => new(
        "CredentialPasswordInvalid",
        FailureKind.InvalidArgument,
        $"The password of -Credential cannot be used: {fault}. Nothing was changed; run the command again with another one.",
        "Credential");

    public static IdpException UserNameInvalid(string name, string fault) => new(
        "CredentialUserNameInvalid",
        FailureKind.InvalidArgument,
        $"The user name '{name}' of -Credential cannot be the git server's administrator: {fault}. Choose another one, such as 'giteaAdmin'; Argo CD's administrator is 'admin' in any case.",
        name);

    public static IdpException UserNameFixed(string name, string wanted) => new(
        "CredentialUserNameFixed",
        FailureKind.InvalidOperation,
        $"The git server's administrator is '{name}', and -Credential names '{wanted}'. His repositories, which packages are synced from, bear his name: it cannot be changed. Nothing was changed; run the command again with the user name '{name}', or remove the git server with everything in it first (Uninstall-IdpPackage gitea).",
        wanted);

    public static IdpException Overridden(string package, string secret, string key) => new(
        "CredentialOverridden",
        FailureKind.InvalidArgument,
        $"The file that -PackageOverride names for the core package '{package}' has a value for '{key}' of the Secret '{secret}', and -Credential or -DevPassword choose another. Take the value out of the file, or leave the parameter out.",
        package);

    public static IdpException TimeMissing() => new(
        "CredentialTimeMissing",
        FailureKind.InvalidData,
        "The password of Argo CD's administrator was not changed: the API server did not say what time it is. Run the command again.",
        "argocd");
}
