using System.Net;
using System.Security.Cryptography;
using System.Text;
using IdpBuilder.Errors;
using IdpBuilder.Platform;
using IdpBuilder.Reporting;

namespace IdpBuilder.Core.Tests.Platform;

public sealed class CorePackageFilesTests : IDisposable
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("kind: ConfigMap\n");

    private readonly string _folder = Directory.CreateTempSubdirectory("idp-core-").FullName;
    private readonly Answers _server = new();
    private readonly CorePackageFile _file = new("install.yaml", new Uri("https://example.test/install.yaml"), Convert.ToHexString(SHA256.HashData(Content)).ToLowerInvariant());

    private string Downloads => Path.Combine(_folder, "downloads");

    private CorePackageFiles Files => new(Path.Combine(_folder, "packages"), Downloads, new HttpMessageInvoker(_server));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_file_is_downloaded_once()
    {
        Assert.Equal(Content, await ReadAsync());
        Assert.Equal(Content, await ReadAsync());

        Assert.Equal(["https://example.test/install.yaml"], _server.Asked);
        Assert.Equal([_file.Sha256], Directory.EnumerateFiles(Downloads).Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public async Task What_is_packed_in_needs_no_network()
    {
        Pack("kind: ConfigMap\n");

        Assert.Equal(Content, await ReadAsync());
        Assert.Empty(_server.Asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Other_content_is_refused(bool packed)
    {
        if (packed)
        {
            Pack("kind: Secret\n");
        }

        _server.Body = Encoding.UTF8.GetBytes("kind: Secret\n");

        var failure = await Assert.ThrowsAsync<IdpException>(ReadAsync);

        Assert.Equal("CorePackageChanged", failure.Id);
        Assert.Contains(_file.Sha256, failure.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Downloads));
    }

    [Fact]
    public async Task A_download_that_somebody_changed_is_downloaded_again()
    {
        await ReadAsync();
        File.WriteAllText(Path.Combine(Downloads, _file.Sha256), "other");

        Assert.Equal(Content, await ReadAsync());
        Assert.Equal(2, _server.Asked.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, 0)]
    [InlineData(HttpStatusCode.OK, CorePackageFiles.Limit + 1)]
    public async Task What_cannot_be_had_is_said_with_its_address(HttpStatusCode code, int size)
    {
        (_server.Code, _server.Body) = (code, new byte[size]);

        var failure = await Assert.ThrowsAsync<IdpException>(ReadAsync);

        Assert.Equal("CorePackageUnreachable", failure.Id);
        Assert.Contains("https://example.test/install.yaml", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":{"files":[{"path":"x","url":"http://example.test/x","sha256":"795a3a972224da6a7f9d32c3e946445f062b60fb46028476715affeb688236e3"}]}}""", "https")]
    [InlineData("""{"a":{"files":[{"path":"x","url":"https://example.test/x","sha256":"795A"}]}}""", "SHA-256")]
    [InlineData("{", "cannot be read")]
    public void A_lock_file_that_pins_nothing_is_refused(string text, string expected)
    {
        var failure = Assert.Throws<IdpException>(() => CorePackageLock.Parse(text));

        Assert.Equal("CorePackageLockInvalid", failure.Id);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    private void Pack(string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "packages", "argocd")).FullName;
        File.WriteAllText(Path.Combine(folder, "install.yaml"), text);
    }

    private Task<byte[]> ReadAsync() => Files.ReadAsync("argocd", _file, new NoReporter(), TestContext.Current.CancellationToken);

    private sealed class NoReporter : IRunReporter
    {
        public void Progress(ProgressReport report)
        {
        }

        public void Verbose(string message)
        {
        }

        public void Warning(string message)
        {
        }
    }

    private sealed class Answers : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        public HttpStatusCode Code { get; set; } = HttpStatusCode.OK;

        public byte[] Body { get; set; } = Content;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(request.RequestUri!.ToString());
            return Task.FromResult(new HttpResponseMessage(Code) { Content = new ByteArrayContent(Body) });
        }
    }
}
