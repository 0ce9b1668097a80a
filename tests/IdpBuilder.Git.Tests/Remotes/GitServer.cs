using System.Net;
using System.Text;
using IdpBuilder.Tests.Repositories;

namespace IdpBuilder.Git.Tests.Remotes;

/// <summary>Serves repositories of a real git over HTTP on loopback, as git-http-backend does.</summary>
internal sealed class GitServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly string _directory;
    private readonly Task _serving;

    /// <param name="directory">The repository that <c>/it.git</c> names.</param>
    public GitServer(string directory)
    {
        _directory = directory;
        for (var port = 20_000 + Random.Shared.Next(20_000); ; port++)
        {
            try
            {
                Url = $"http://127.0.0.1:{port}/it.git";
                _listener.Prefixes.Clear();
                _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
                _listener.Start();
                break;
            }
            catch (HttpListenerException)
            {
                // Somebody else has it.
            }
        }

        _serving = ServeAsync();
    }

    /// <summary>The repository's address.</summary>
    public string Url { get; }

    /// <summary>The only user name and password it takes, as <c>name:password</c>; empty where it takes anybody.</summary>
    public string Credential { get; init; } = string.Empty;

    /// <summary>How often somebody without the right credential was turned away.</summary>
    public int Refusals { get; private set; }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                await AnswerAsync(context);
                context.Response.Close();
            }
        }
        catch (Exception failure) when (failure is HttpListenerException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        if (Credential.Length > 0 && context.Request.Headers["Authorization"] != "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Credential)))
        {
            Refusals++;
            context.Response.StatusCode = 401;
            context.Response.AddHeader("WWW-Authenticate", "Basic realm=\"git\"");
            return;
        }

        var advertises = context.Request.Url!.AbsolutePath == "/it.git/info/refs";
        if (!advertises && context.Request.Url.AbsolutePath != "/it.git/git-upload-pack")
        {
            context.Response.StatusCode = 404;
            return;
        }

        var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        string[] arguments = advertises ? ["upload-pack", "--stateless-rpc", "--advertise-refs", "."] : ["upload-pack", "--stateless-rpc", "."];
        var (_, output) = await GitProgram.RunAsync(_directory, body.ToArray(), arguments);
        context.Response.ContentType = $"application/x-git-upload-pack-{(advertises ? "advertisement" : "result")}";
        if (advertises)
        {
            await context.Response.OutputStream.WriteAsync("001e# service=git-upload-pack\n0000"u8.ToArray());
        }

        await context.Response.OutputStream.WriteAsync(output);
    }
}
