using System.Security.Cryptography.X509Certificates;
using IdpBuilder.Errors;
using IdpBuilder.Rendering;

namespace IdpBuilder.Certificates;

/// <summary>
/// The authorities that the user of a Mac trusts. .NET reads them and cannot change them; the system's own program can, and asks the user.
/// </summary>
/// <param name="programs">Runs it.</param>
public sealed class LoginKeychain(IProgramRunner programs) : ICertificateTrust
{
    private const string Program = "/usr/bin/security";

    private readonly UserRootStore _store = new();

    /// <inheritdoc/>
    public string Reach => string.Empty;

    /// <inheritdoc/>
    public bool Has(string thumbprint) => _store.Has(thumbprint);

    /// <inheritdoc/>
    public async Task AddAsync(X509Certificate2 authority, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("idpbuilder-");
        try
        {
            var file = Path.Combine(folder.FullName, "ca.crt");
            await File.WriteAllTextAsync(file, authority.ExportCertificatePem(), stop).ConfigureAwait(false);
            await RunAsync(["add-trusted-cert", "-r", "trustRoot", "-p", "ssl", file], CertificateFailures.NotTrusted(authority.Subject), stop).ConfigureAwait(false);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <inheritdoc/>
    public Task RemoveAsync(string thumbprint, CancellationToken stop) =>
        RunAsync(["delete-certificate", "-Z", thumbprint, "-t"], CertificateFailures.StillTrusted(thumbprint), stop);

    private async Task RunAsync(string[] arguments, Func<Exception, IdpException> failure, CancellationToken stop)
    {
        try
        {
            await programs.RunAsync(Program, arguments, Path.GetTempPath(), stop).ConfigureAwait(false);
        }
        catch (RenderingException refused)
        {
            throw failure(refused);
        }
    }
}
