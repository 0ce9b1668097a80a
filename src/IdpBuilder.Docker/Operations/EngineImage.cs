namespace IdpBuilder.Docker.Operations;

/// <summary>An image of an engine.</summary>
/// <param name="Id">Its digest: that of its configuration, or of its manifest where the engine keeps images in containerd.</param>
/// <param name="Tags">Its names with tags.</param>
/// <param name="Platform">What it runs on, such as <c>linux/amd64</c>.</param>
/// <param name="Size">Its size in bytes.</param>
internal sealed record EngineImage(string Id, IReadOnlyList<string> Tags, string Platform, long Size);
