using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using IdpBuilder.Clusters;
using IdpBuilder.Manifests;

namespace IdpBuilder.Workflows.Archive;

/// <summary>
/// The server of Argo Workflows, which hands out artifacts wherever they are stored. It is reached through the API server, as its own
/// account and for ten minutes: who may have that account's token may do what it may.
/// </summary>
internal sealed class ArgoServer : IDisposable
{
    private const string Namespace = "argo";
    private const string Name = "argo-server";
    private const int Port = 2746;

    private static readonly ResourceReference Service = new(new GroupVersionKind(string.Empty, "v1", "Service"), Namespace, Name);

    private readonly HttpClient _client;

    private ArgoServer(IPodPorts ports, Manifest pod, int port, string token)
    {
        _client = new HttpClient(Handler(ports, pod.Name, port))
        {
            BaseAddress = new Uri($"{(IsPlain(pod) ? "http" : "https")}://{Name}.{Namespace}.svc:{Port}/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Finds the server and gets a token for it.</summary>
    /// <exception cref="IOException">There is none that answers; the message is the reason.</exception>
    public static async Task<ArgoServer> ConnectAsync(ClusterConnection cluster, CancellationToken stop)
    {
        if (cluster.Api is not IPodPorts ports || cluster.Api is not IServiceAccountTokens tokens
            || await cluster.Api.GetAsync(Service, stop).ConfigureAwait(false) is not { } service)
        {
            throw new IOException($"the Service '{Namespace}/{Name}' of Argo Workflows, which hands it out, is not there");
        }

        var pods = await cluster.Api.ListAsync(ServicePods.Of(service), stop).ConfigureAwait(false);
        var pod = pods.Items.FirstOrDefault(ServicePods.IsReady)
            ?? throw new IOException($"no Pod of the Service '{Namespace}/{Name}', which hands it out, is ready");
        var account = pod.Spec.Text("serviceAccountName") is { Length: > 0 } named ? named : "default";
        return new ArgoServer(ports, pod, ServicePods.PortOf(service, Port, pod), await tokens.IssueAsync(Namespace, account, stop).ConfigureAwait(false));
    }

    /// <summary>The content of an output artifact of a node.</summary>
    /// <exception cref="IOException">It cannot be had; the message is the reason.</exception>
    public async Task<Stream> OpenArtifactAsync(Workflow workflow, WorkflowNode node, string artifact, CancellationToken stop)
    {
        var path = string.Join('/', ((string[])["artifacts", workflow.Namespace, workflow.Name, node.Id, artifact]).Select(Uri.EscapeDataString));
        try
        {
            var response = await _client.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, stop).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
            }

            response.Dispose();
            throw new IOException($"argo-server answered {(int)response.StatusCode} ({response.ReasonPhrase})");
        }
        catch (HttpRequestException failure)
        {
            throw new IOException($"argo-server cannot be reached: {(failure.InnerException ?? failure).Message}", failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    // The way leads through the API server, whose certificate is verified, into this very Pod; the one that it made for itself when it started says no more.
    [SuppressMessage("Security", "CA5359:Do not disable certificate validation", Justification = "The tunnel ends in the Pod that the API server named.")]
    private static SocketsHttpHandler Handler(IPodPorts ports, string pod, int port) => new()
    {
        ConnectCallback = async (_, stop) => await ports.OpenAsync(Namespace, pod, port, stop).ConfigureAwait(false),
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true },
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
    };

    private static bool IsPlain(Manifest pod) =>
        pod.Spec.Children("containers").Any(container =>
            container.Texts("args").Any(argument => argument is "--secure=false" or "--secure=0")
            || container.Children("env").Any(variable => variable.Text("name") == "ARGO_SECURE" && variable.Text("value") == "false"));
}
