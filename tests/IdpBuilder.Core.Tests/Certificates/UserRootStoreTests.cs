using System.Security.Cryptography.X509Certificates;
using IdpBuilder.Certificates;

namespace IdpBuilder.Core.Tests.Certificates;

/// <summary>A store of this user, by a name that no program looks at.</summary>
public sealed class UserRootStoreTests : IDisposable
{
    private readonly string _name = $"idpbuilder-test-{Guid.NewGuid():N}";

    // Windows keeps a store that is empty for ever, and a Mac has none that can be made.
    public UserRootStoreTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "only on Linux is a store a folder that can be removed");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet", "corefx", "cryptography", "x509stores", _name);

    public void Dispose()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    [Fact]
    public async Task What_is_added_is_there_until_it_is_taken_away()
    {
        var store = new UserRootStore(_name);
        using var authority = CertificateRules.CreateAuthority("demo", new HostNames("idp.test"), TimeProvider.System);
        using var certificate = X509Certificate2.CreateFromPem(authority.Pem);
        Assert.False(store.Has(certificate.Thumbprint));
        await store.RemoveAsync(certificate.Thumbprint, Stop);

        await store.AddAsync(certificate, Stop);
        await store.AddAsync(certificate, Stop);

        Assert.True(store.Has(certificate.Thumbprint));
        Assert.True(store.Has(certificate.Thumbprint.ToLowerInvariant()));
        Assert.Single(Directory.GetFiles(Folder));
        await store.RemoveAsync(certificate.Thumbprint, Stop);
        Assert.False(store.Has(certificate.Thumbprint));
        Assert.Empty(Directory.GetFiles(Folder));
    }
}
