using System.Text;
using System.Text.RegularExpressions;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Secrets;

/// <summary>What Argo CD and Gitea take for a user name and a password: told before anything is touched, not by a Pod that does not start.</summary>
public static partial class CredentialRules
{
    // Bcrypt looks at no more.
    private const int MostBytes = 72;

    // Gitea's own.
    private const int FewestBytes = 8;
    private const int MostLetters = 40;

    // Gitea has pages of these names.
    private static readonly string[] Reserved =
    [
        "admin", "api", "assets", "attachments", "avatar", "avatars", "captcha", "commits", "debug", "devtest", "error", "explore", "ghost", "gitea-actions", "issues", "login", "metrics",
        "milestones", "new", "notifications", "org", "pulls", "raw", "repo", "repo-avatars", "search", "ssh_info", "user", "v2",
    ];

    private static readonly string[] ReservedEndings = [".keys", ".gpg", ".rss", ".atom", ".png"];

    private static readonly (ResourceReference Secret, string[] Keys)[] Places =
    [
        (ArgoCdCredential.Settings, ["admin.password", "admin.passwordMtime"]),
        (CoreSecret.ArgoCd.Reference, ["password"]),
        (CoreSecret.Gitea.Reference, ["username", "password"]),
    ];

    /// <summary>Checks a credential.</summary>
    /// <param name="credential">The credential.</param>
    /// <param name="packages">The packages that are to have it.</param>
    /// <exception cref="IdpException"><c>CredentialPackageMissing</c>, <c>CredentialPasswordInvalid</c> or <c>CredentialUserNameInvalid</c>.</exception>
    public static void Check(PlatformCredential credential, IReadOnlyCollection<string> packages)
    {
        var hasGitea = packages.Contains(CoreSecret.Gitea.Package);
        if (!hasGitea && !packages.Contains(CoreSecret.ArgoCd.Package))
        {
            throw CredentialFailures.PackageMissing();
        }

        if (PasswordFault(credential.Password, hasGitea) is { } fault)
        {
            throw CredentialFailures.PasswordInvalid(fault);
        }

        if (hasGitea && credential.UserName.Length > 0 && UserNameFault(credential.UserName) is { } nameFault)
        {
            throw CredentialFailures.UserNameInvalid(credential.UserName, nameFault);
        }
    }

    /// <summary>Refuses manifests that would put a value of their own over the credential.</summary>
    /// <param name="package">The package that they are laid over.</param>
    /// <param name="manifests">The manifests.</param>
    /// <exception cref="IdpException"><c>CredentialOverridden</c>.</exception>
    public static void RefuseOverrides(string package, IEnumerable<Manifest> manifests)
    {
        foreach (var manifest in manifests.Where(manifest => manifest is { ApiVersion: "v1", Kind: "Secret" }))
        {
            var keys = Places.FirstOrDefault(place => place.Secret.Name == manifest.Name && (manifest.Namespace.Length == 0 || place.Secret.Namespace == manifest.Namespace)).Keys ?? [];
            if (keys.FirstOrDefault(key => manifest.Json.Child("data").Text(key).Length + manifest.Json.Child("stringData").Text(key).Length > 0) is { } taken)
            {
                throw CredentialFailures.Overridden(package, manifest.Name, taken);
            }
        }
    }

    private static string? PasswordFault(string password, bool hasGitea)
    {
        var bytes = Encoding.UTF8.GetByteCount(password);
        return password switch
        {
            "" => "it is empty",
            _ when password.Any(char.IsControl) => "it has control characters",
            _ when bytes > MostBytes => $"it has {bytes} bytes, and no more than {MostBytes} count",
            _ when hasGitea && bytes < FewestBytes => $"Gitea takes none of fewer than {FewestBytes} characters",
            _ => null,
        };
    }

    private static string? UserNameFault(string name) => name switch
    {
        _ when name.Length > MostLetters => $"it has more than {MostLetters} characters",
        _ when !Allowed().IsMatch(name) => "it must begin and end with a letter or a digit, and have only letters, digits and single '-', '_' or '.' between",
        _ when Reserved.Contains(name, StringComparer.OrdinalIgnoreCase) || ReservedEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) => "Gitea keeps it for itself",
        _ => null,
    };

    [GeneratedRegex(@"\A[0-9A-Za-z]+([-_.][0-9A-Za-z]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Allowed();
}
