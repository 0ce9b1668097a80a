using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IdpBuilder.Clusters;
using IdpBuilder.Errors;
using IdpBuilder.Kubernetes.Authentication;
using IdpBuilder.Kubernetes.Requests;
using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes;

/// <summary>The failures of talking to an API server. No message carries a token or what a Secret holds.</summary>
internal static partial class ApiErrors
{
    /// <summary>What the server's Status says, with what was asked.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="identity">Who asked whom; named where the answer is about that.</param>
    /// <param name="code">The HTTP status.</param>
    /// <param name="status">The Status that came with it; null when the body was something else.</param>
    public static KubernetesApiException Refused(ApiRequest request, ServerIdentity identity, HttpStatusCode code, JsonObject? status)
    {
        var reason = Text(status, "reason") is { Length: > 0 } given ? given : ReasonOf(code);
        var message = Text(status, "message") is { Length: > 0 } said ? said : $"the server answered {(int)code} {reason}";
        var (id, kind, remedy) = Meaning(code, reason);
        if (code is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            remedy = $"The server is {identity}. {remedy}";
        }

        return new KubernetesApiException(
            id, kind, (int)code, reason, Sentence(request, request.Confidential ? WithoutValues(message) : message, remedy), request.Target);
    }

    /// <summary>No answer came: the server is away, or one of both does not trust the other.</summary>
    public static KubernetesApiException Unanswered(ApiRequest request, ServerIdentity identity, Exception cause)
    {
        for (var inner = cause; inner is not null; inner = inner.InnerException)
        {
            if (inner is CertificateRefusedException refused)
            {
                return CertificateRefused(request, identity, refused);
            }
        }

        var way = cause is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } ? "cannot be reached through its proxy" : "does not answer";
        return new KubernetesApiException(
            "ApiUnreachable",
            FailureKind.Unreachable,
            0,
            string.Empty,
            Sentence(
                request,
                $"the API server at {identity} {way} ({cause.GetBaseException().Message.TrimEnd('.')})",
                "See with Get-IdpCluster whether the cluster runs."),
            request.Target,
            cause);
    }

    /// <summary>The connection was closed on this side: the cluster was removed or disconnected.</summary>
    public static KubernetesApiException Closed(ServerIdentity identity) => new(
        "ApiUnreachable",
        FailureKind.Unreachable,
        0,
        string.Empty,
        $"The connection to the API server at {identity} was closed: the cluster was removed meanwhile. See which there are with Get-IdpCluster.");

    /// <summary>The program or file that gives the credentials failed.</summary>
    public static KubernetesApiException CredentialsUnavailable(ApiRequest request, ServerIdentity identity, CredentialException cause) => new(
        "ApiCredentialsUnavailable",
        FailureKind.Denied,
        0,
        "Unauthorized",
        Sentence(request, $"no credentials could be had for {identity}: {cause.Message}", cause.Remedy),
        request.Target,
        cause);

    /// <summary>The answer is no JSON object: something else than an API server sits at the address.</summary>
    public static KubernetesApiException NotKubernetes(ApiRequest request, ServerIdentity identity, Exception? cause) => new(
        "ApiAnswerUnreadable",
        FailureKind.InvalidData,
        0,
        string.Empty,
        Sentence(request, $"what answers at {identity} does not speak Kubernetes", "Check the server's address and proxy in the kubeconfig."),
        request.Target,
        cause);

    /// <summary>The connection over which a log came was lost and could not be made again.</summary>
    public static KubernetesApiException LogLost(LogRequest log, Exception cause) => new(
        "ApiUnreachable",
        FailureKind.Unreachable,
        0,
        string.Empty,
        $"Reading the log of Pod '{log.Namespace}/{log.Pod}' failed: the connection is lost ({cause.Message.TrimEnd('.')}). " +
        "See with Get-IdpCluster whether the cluster runs.",
        log,
        cause);

    /// <summary>The cluster does not serve the type.</summary>
    public static KubernetesApiException TypeNotServed(GroupVersionKind type) => new(
        "ResourceTypeUnknown",
        FailureKind.NotFound,
        404,
        "NotFound",
        $"The cluster does not serve {type.Kind} of '{(type.Version.Length == 0 ? type.Group : type.ApiVersion)}'. " +
        "Install the package that brings its CustomResourceDefinition first, or correct apiVersion and kind.",
        type);

    /// <summary>The cluster served the type when it began to be watched, and does so no longer.</summary>
    public static KubernetesApiException TypeGone(GroupVersionKind type, Exception cause) => new(
        "ResourceTypeUnknown",
        FailureKind.NotFound,
        404,
        "NotFound",
        $"The cluster no longer serves {type.Kind} of '{type.ApiVersion}': its CustomResourceDefinition was deleted, and all objects of it with it. " +
        "Install the package that brings it again.",
        type,
        cause);

    /// <summary>The PEM text of a certificate authority holds no certificate.</summary>
    public static IdpException CertificateAuthorityUnreadable(KubeEndpoint endpoint, Exception cause) => new(
        "CertificateAuthorityUnreadable",
        FailureKind.InvalidData,
        $"The certificate authority given for '{endpoint.Server}' is no PEM certificate. Give the text of the cluster's CA certificate.",
        endpoint,
        cause);

    /// <summary>The PEM texts of a client certificate and its key cannot be used.</summary>
    public static IdpException ClientCertificateUnreadable(KubeEndpoint endpoint, Exception cause) => new(
        "ClientCertificateUnreadable",
        FailureKind.InvalidData,
        $"The client certificate given for '{endpoint.Server}' cannot be used: {cause.Message.TrimEnd('.')}. Make the cluster anew with New-IdpCluster -Force.",
        endpoint,
        cause);

    private static KubernetesApiException CertificateRefused(ApiRequest request, ServerIdentity identity, CertificateRefusedException cause)
    {
        var (id, kind, remedy) = cause.Mistake switch
        {
            CertificateMistake.UnknownAuthority => (
                "ApiCertificateUntrusted", FailureKind.Denied, "Put the cluster's CA certificate into certificate-authority-data of the kubeconfig, or get a new kubeconfig."),
            CertificateMistake.OtherName => (
                "ApiCertificateNameMismatch", FailureKind.Denied, "Correct the server's address in the kubeconfig, or set tls-server-name to a name of the certificate."),
            CertificateMistake.OutOfTime => (
                "ApiCertificateExpired", FailureKind.Denied, "Renew the server's certificates; if they are valid, check this machine's clock."),
            _ => ("ApiCertificateInvalid", FailureKind.Denied, "Check the server's certificates."),
        };
        return new KubernetesApiException(
            id, kind, 0, string.Empty, Sentence(request, $"the API server at {identity} was not trusted: {cause.Message}", remedy), request.Target, cause);
    }

    private static string Sentence(ApiRequest request, string because, string remedy) =>
        $"{request.Action} {request.Subject} failed: {because.TrimEnd('.')}.{(remedy.Length == 0 ? string.Empty : " " + remedy)}";

    private static (string Id, FailureKind Kind, string Remedy) Meaning(HttpStatusCode code, string reason) => (code, reason) switch
    {
        (HttpStatusCode.NotFound, _) => ("ResourceNotFound", FailureKind.NotFound, string.Empty),
        (HttpStatusCode.Conflict, "AlreadyExists") => ("ResourceAlreadyExists", FailureKind.AlreadyExists, string.Empty),
        (HttpStatusCode.Conflict, _) => ("ResourceConflict", FailureKind.InvalidOperation, "Read it anew and try again, or apply with force to take its fields over."),
        (HttpStatusCode.UnprocessableEntity, _) => ("ResourceInvalid", FailureKind.InvalidData, "Correct the manifest."),
        (HttpStatusCode.BadRequest, _) => ("ResourceMalformed", FailureKind.InvalidArgument, string.Empty),
        (HttpStatusCode.RequestEntityTooLarge, _) => ("ResourceTooLarge", FailureKind.InvalidArgument, "Split the object: an API server takes about 3 MB, and etcd 1.5 MB."),
        (HttpStatusCode.Unauthorized, _) => ("ApiUnauthorized", FailureKind.Denied, "The credentials are wrong or have expired: log in again, or correct them in the kubeconfig."),
        (HttpStatusCode.Forbidden, _) => ("ApiForbidden", FailureKind.Denied, "Ask the cluster's administrator for this right."),
        (HttpStatusCode.MethodNotAllowed, _) => ("ApiVerbUnsupported", FailureKind.NotSupported, string.Empty),
        (HttpStatusCode.NotAcceptable or HttpStatusCode.UnsupportedMediaType, _) => ("ApiMediaTypeUnsupported", FailureKind.NotSupported, string.Empty),
        (HttpStatusCode.Gone, _) => ("ResourceVersionExpired", FailureKind.InvalidOperation, string.Empty),
        (HttpStatusCode.TooManyRequests, _) => ("ApiBusy", FailureKind.Unreachable, "Try again later."),
        (HttpStatusCode.GatewayTimeout or HttpStatusCode.RequestTimeout, _) => ("ApiTimedOut", FailureKind.TimedOut, "Try again later."),
        (HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway, _) => ("ApiUnavailable", FailureKind.Unreachable, "Try again later."),
        _ => ("ApiInternalError", FailureKind.Failed, string.Empty),
    };

    private static string ReasonOf(HttpStatusCode code) => code switch
    {
        HttpStatusCode.UnprocessableEntity => "Invalid",
        HttpStatusCode.Gone => "Expired",
        HttpStatusCode.GatewayTimeout => "Timeout",
        _ => Enum.IsDefined(code) ? code.ToString() : ((int)code).ToString(CultureInfo.InvariantCulture),
    };

    private static string WithoutValues(string message) => QuotedValue().Replace(message, "<hidden>");

    private static string? Text(JsonObject? status, string name) =>
        status?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    // A quoted value, any other value to the end of the text, and the excerpt of the body that a parser shows.
    [GeneratedRegex("""(?<=value: )(?:"(?:[^"\\]|\\.)*"|(?s:.*)$)|error found in #(?s:.*)$""")]
    private static partial Regex QuotedValue();
}
