using IdpBuilder.Kubernetes.Requests;

namespace IdpBuilder.Kubernetes.Configuration;

/// <summary>A context, ready to talk to its cluster.</summary>
/// <param name="Name">The context's name.</param>
/// <param name="File">The file it is in; empty inside a cluster.</param>
/// <param name="Transport">The way to its server; nothing has been sent.</param>
/// <param name="Warnings">What its user should think about.</param>
internal sealed record OpenedContext(string Name, string File, ApiTransport Transport, IReadOnlyList<string> Warnings);
