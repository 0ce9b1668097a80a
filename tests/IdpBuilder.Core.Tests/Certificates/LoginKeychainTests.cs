using System.Security.Cryptography.X509Certificates;
using IdpBuilder.Certificates;
using IdpBuilder.Errors;
using IdpBuilder.Rendering;

namespace IdpBuilder.Core.Tests.Certificates;

/// <summary>What the program of a Mac is told to do; the program itself is not run.</summary>
public sealed class LoginKeychainTests
{
    private readonly RecordedProgram _program = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_authority_is_trusted_for_TLS_alone_from_a_file_that_is_gone_afterwards()
    {
        using var authority = CertificateRules.CreateAuthority("demo", new HostNames("idp.test"), TimeProvider.System);
        using var certificate = X509Certificate2.CreateFromPem(authority.Pem);

        await new LoginKeychain(_program).AddAsync(certificate, Stop);

        Assert.Equal(["/usr/bin/security", "add-trusted-cert", "-r", "trustRoot", "-p", "ssl"], _program.Told[..^1]);
        Assert.Equal(authority.Pem, _program.Content);
        Assert.False(File.Exists(_program.Told[^1]));
    }

    [Fact]
    public async Task It_goes_with_the_settings_of_its_trust()
    {
        await new LoginKeychain(_program).RemoveAsync("AB12", Stop);

        Assert.Equal(["/usr/bin/security", "delete-certificate", "-Z", "AB12", "-t"], _program.Told);
    }

    [Fact]
    public async Task Whoever_refuses_is_quoted()
    {
        _program.Failure = "The authorization was denied since no user interaction was possible";

        var refused = await Assert.ThrowsAsync<IdpException>(() => new LoginKeychain(_program).RemoveAsync("AB12", Stop));

        Assert.Equal("CertificateTrustRefused", refused.Id);
        Assert.Contains("no user interaction", refused.Message);
    }

    private sealed class RecordedProgram : IProgramRunner
    {
        public List<string> Told { get; } = [];

        public string Content { get; private set; } = string.Empty;

        public string Failure { get; set; } = string.Empty;

        public string? Find(params string[] names) => null;

        public Task<string> RunAsync(string program, IEnumerable<string> arguments, string folder, CancellationToken stop)
        {
            Told.AddRange(arguments.Prepend(program));
            Content = File.Exists(Told[^1]) ? File.ReadAllText(Told[^1]) : string.Empty;
            return Failure.Length > 0 ? throw new RenderingException(Failure) : Task.FromResult(string.Empty);
        }
    }
}
