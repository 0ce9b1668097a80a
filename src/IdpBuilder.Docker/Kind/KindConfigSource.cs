using System.Net.Http.Headers;
using System.Text;
using IdpBuilder.Clusters;

namespace IdpBuilder.Docker.Kind;

/// <summary>Finds the configuration of kind that a cluster is to follow, and fills it in.</summary>
/// <param name="services">What clusters need of the outside.</param>
internal sealed class KindConfigSource(DockerServices services)
{
    private const long Largest = 1 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The configuration; the empty one when none is named.</summary>
    /// <exception cref="Errors.IdpException"><c>KindConfigUnreadable</c> or <c>KindConfigInvalid</c>.</exception>
    public async Task<KindConfig> LoadAsync(ClusterSpec spec, CancellationToken stop)
    {
        var source = spec.Nodes.KindConfig;
        if (source.Length == 0)
        {
            return KindConfig.Empty;
        }

        var isOnWeb = NodeSpec.IsOnWeb(source);
        var text = isOnWeb ? await DownloadAsync(new Uri(source), stop).ConfigureAwait(false) : await ReadAsync(source, stop).ConfigureAwait(false);
        var folder = isOnWeb ? string.Empty : Path.GetDirectoryName(Path.GetFullPath(source)) ?? string.Empty;
        try
        {
            return new KindConfigReader(services.Reader, NameOf(source), folder).Read(services.Templates.Fill(text, KindTemplate.Values(spec)));
        }
        catch (FormatException mistake)
        {
            throw KindFailures.ConfigInvalid(NameOf(source), [mistake.Message]);
        }
    }

    /// <summary>A source as messages name it: what may be a secret in an address is left out.</summary>
    public static string NameOf(string source) => NodeSpec.IsOnWeb(source) ? new Uri(source).GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : source;

    private static async Task<string> ReadAsync(string path, CancellationToken stop)
    {
        try
        {
            return new FileInfo(path).Length <= Largest ? await File.ReadAllTextAsync(path, stop).ConfigureAwait(false) : throw new IOException("it is larger than 1 MiB");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw KindFailures.ConfigUnreadable(path, exception);
        }
    }

    private async Task<string> DownloadAsync(Uri address, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(Patience, services.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        try
        {
            using var client = new HttpClient { MaxResponseContentBufferSize = Largest };
            if (address.UserInfo.Length > 0)
            {
                var login = Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo));
                client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(login));
            }

            return await client.GetStringAsync(address, either.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !stop.IsCancellationRequested))
        {
            throw KindFailures.ConfigUnreadable(NameOf(address.ToString()), exception);
        }
    }
}
