namespace IdpBuilder.Kubernetes.Tests.Scripted;

/// <summary>A request as it reached the scripted server.</summary>
internal sealed record ReceivedRequest(string Method, string Path, string Query, string Body, string MediaType, string Accept, string Authorization)
{
    /// <summary>Method and path, as routes are written.</summary>
    public string Route => $"{Method} {Path}";
}
