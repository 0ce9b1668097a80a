using System.Security.Cryptography.X509Certificates;
using IdpBuilder.Errors;

namespace IdpBuilder.Certificates;

/// <summary>The authorities that programs of this user trust, beside those that the machine does.</summary>
public interface ICertificateTrust
{
    /// <summary>Which programs look there; empty where nearly all do.</summary>
    string Reach { get; }

    /// <summary>Whether an authority is among them.</summary>
    bool Has(string thumbprint);

    /// <summary>Adds an authority.</summary>
    /// <exception cref="IdpException"><c>CertificateTrustRefused</c>: the system or the user did not let it in.</exception>
    Task AddAsync(X509Certificate2 authority, CancellationToken stop);

    /// <summary>Takes an authority away; one that is not there is no failure.</summary>
    /// <exception cref="IdpException"><c>CertificateTrustRefused</c>: the system or the user did not let it go.</exception>
    Task RemoveAsync(string thumbprint, CancellationToken stop);
}
