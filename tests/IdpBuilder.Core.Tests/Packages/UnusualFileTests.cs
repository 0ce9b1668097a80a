using System.Diagnostics;
using System.Net.Sockets;
using IdpBuilder.Packages;
using static IdpBuilder.Core.Tests.Packages.PackageFolder;

namespace IdpBuilder.Core.Tests.Packages;

/// <summary>What a directory may hold that is no ordinary file. None of it makes reading wait, loop or fail without a word.</summary>
public sealed class UnusualFileTests : IDisposable
{
    private readonly PackageFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("shop/pipe", "shop", DiagnosticSeverity.Warning)]
    [InlineData("shop/pipe.yaml", "shop", DiagnosticSeverity.Error)]
    [InlineData("shop/pipe.yaml", "shop/pipe.yaml", DiagnosticSeverity.Error)]
    public async Task A_named_pipe_is_not_waited_on(string pipe, string given, DiagnosticSeverity severity)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no named pipes in directories");
        _folder.With("shop/cm.yaml", ConfigMap("c"));
        await RunAsync("mkfifo", _folder.At(pipe));

        var set = await ReadAsync(given);

        var diagnostic = Assert.Single(set.Diagnostics, diagnostic => diagnostic.Code == DiagnosticCodes.FileSpecial);
        Assert.Equal(severity, diagnostic.Severity);
        Assert.Contains("named pipe", diagnostic.Message);
        Assert.EndsWith(Path.GetFileName(pipe), diagnostic.File);
        Assert.All(set.Packages.SelectMany(package => package.Contents), content => Assert.DoesNotContain("pipe", content.Files.Keys));
    }

    [Fact]
    public async Task A_socket_is_not_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a socket's file is an ordinary reparse point on Windows");
        _folder.With("shop/cm.yaml", ConfigMap("c"));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder.At("shop/socket")));

        var set = await ReadAsync("shop");

        Assert.Equal(DiagnosticCodes.FileSpecial, Assert.Single(set.Diagnostics).Code);
        Assert.Equal(["cm.yaml"], Assert.Single(Assert.Single(set.Packages).Contents).Files.Keys);
    }

    [Fact]
    public async Task An_empty_file_is_an_ordinary_one()
    {
        _folder.With("shop/cm.yaml", ConfigMap("c")).With("shop/.gitkeep", string.Empty).With("shop/empty.yaml", string.Empty);

        var set = await ReadAsync("shop");

        Assert.Empty(set.Diagnostics);
        Assert.Equal([".gitkeep", "cm.yaml", "empty.yaml"], Assert.Single(Assert.Single(set.Packages).Contents).Files.Keys);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_directory_link_that_leads_back_up_is_followed_once(bool recurse)
    {
        AssumeLinks();
        _folder.With("top/a/app.yaml", Application("one", "cnoe://manifests")).With("top/a/manifests/cm.yaml", ConfigMap("c"));
        Directory.CreateSymbolicLink(_folder.At("top/a/manifests/up"), _folder.At("top"));
        Directory.CreateSymbolicLink(_folder.At("top/a/again"), _folder.At("top/a"));

        var set = await ReadAsync(recurse ? "top" : "top/a", recurse);

        Assert.Equal(["one"], set.Packages.Select(package => package.Name));
        Assert.DoesNotContain(set.Diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Code != DiagnosticCodes.LinkLeadsOutside);
    }

    [Fact]
    public async Task A_search_below_does_not_follow_a_link_out_of_what_was_given()
    {
        AssumeLinks();
        _folder.With("top/a/app.yaml", Application("one", "https://example.com/x.git")).With("outside/app.yaml", Application("two", "https://example.com/x.git"));
        Directory.CreateSymbolicLink(_folder.At("top/link"), _folder.At("outside"));

        var set = await ReadAsync("top", recurse: true);

        Assert.Equal(["one"], set.Packages.Select(package => package.Name));
        Assert.Equal(DiagnosticCodes.LinkLeadsOutside, Assert.Single(set.Diagnostics).Code);
    }

    [Theory]
    [InlineData("self.yaml", "self.yaml")]
    [InlineData("gone.yaml", "nowhere")]
    public async Task A_link_that_leads_nowhere_is_named(string link, string target)
    {
        AssumeLinks();
        _folder.With("shop/cm.yaml", ConfigMap("c"));
        File.CreateSymbolicLink(_folder.At($"shop/{link}"), target);

        var set = await ReadAsync("shop");

        Assert.NotEmpty(set.Diagnostics);
        Assert.All(set.Diagnostics, diagnostic => Assert.EndsWith(link, diagnostic.File));
    }

    [Fact]
    public async Task What_may_not_be_read_is_named_and_the_rest_is_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.UserName == "root", "this account may read everything, or rights are not modes here");
        _folder.With("shop/cm.yaml", ConfigMap("c")).With("shop/secret.yaml", ConfigMap("s")).With("shop/closed/cm.yaml", ConfigMap("d"));
        await RunAsync("chmod", "000", _folder.At("shop/secret.yaml"), _folder.At("shop/closed"));
        try
        {
            var set = await ReadAsync("shop", recurse: true);

            Assert.Contains(set.Diagnostics, diagnostic => diagnostic.Code == DiagnosticCodes.FileUnreadable && diagnostic.File.EndsWith("secret.yaml", StringComparison.Ordinal));
        }
        finally
        {
            await RunAsync("chmod", "700", _folder.At("shop/closed"));
        }
    }

    // Off this thread, and given up after a while: what hangs is to fail this test, not the run.
    private Task<PackageSet> ReadAsync(string given, bool recurse = false) =>
        Task.Run(() => Read(PackageReadOptions.Default, [new PackageSource(_folder.At(given), Recurse: recurse)])).WaitAsync(TimeSpan.FromSeconds(20));

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    private void AssumeLinks()
    {
        try
        {
            File.CreateSymbolicLink(_folder.At("probe"), "nowhere");
            File.Delete(_folder.At("probe"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Assert.Skip("this account may not make symbolic links");
        }
    }
}
