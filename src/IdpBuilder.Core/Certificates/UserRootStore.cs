using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IdpBuilder.Errors;

namespace IdpBuilder.Certificates;

/// <summary>
/// The current user's store of trusted authorities: on Windows that of the system, which asks the user before it changes; on Linux a folder
/// that .NET keeps for itself.
/// </summary>
/// <param name="name">The store's name; tests have one of their own.</param>
public sealed class UserRootStore(string name = "Root") : ICertificateTrust
{
    /// <inheritdoc/>
    public string Reach => OperatingSystem.IsWindows()
        ? string.Empty
        : "On Linux only .NET programs of this user look there, such as PowerShell's own web cmdlets. Browsers, curl and git have stores of their own: give them the certificate of the Secret default/idpbuilder-cert.";

    /// <inheritdoc/>
    public bool Has(string thumbprint)
    {
        using var store = new X509Store(name, StoreLocation.CurrentUser);
        try
        {
            store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
        }
        catch (CryptographicException)
        {
            // There is none before the first authority is added.
            return false;
        }

        return Find(store, thumbprint).Count > 0;
    }

    /// <inheritdoc/>
    public Task AddAsync(X509Certificate2 authority, CancellationToken stop)
    {
        Change(CertificateFailures.NotTrusted(authority.Subject), store => store.Add(authority));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task RemoveAsync(string thumbprint, CancellationToken stop)
    {
        if (Has(thumbprint))
        {
            Change(CertificateFailures.StillTrusted(thumbprint), store => store.RemoveRange(Find(store, thumbprint)));
        }

        return Task.CompletedTask;
    }

    private static X509Certificate2Collection Find(X509Store store, string thumbprint) => store.Certificates.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false);

    private void Change(Func<Exception, IdpException> failure, Action<X509Store> change)
    {
        try
        {
            using var store = new X509Store(name, StoreLocation.CurrentUser);
            store.Open(OpenFlags.ReadWrite);
            change(store);
        }
        catch (Exception refused) when (refused is CryptographicException or IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            throw failure(refused);
        }
    }
}
