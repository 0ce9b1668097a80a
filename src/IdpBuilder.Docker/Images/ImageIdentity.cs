namespace IdpBuilder.Docker.Images;

/// <summary>An image as a node is asked for it.</summary>
/// <param name="Name">Its whole name.</param>
/// <param name="Id">The digest of its configuration or its manifest; empty when it is not known.</param>
internal sealed record ImageIdentity(string Name, string Id);
