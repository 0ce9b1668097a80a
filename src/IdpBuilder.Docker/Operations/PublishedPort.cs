namespace IdpBuilder.Docker.Operations;

/// <summary>A port of a container that the engine's machine forwards.</summary>
/// <param name="ContainerPort">The port inside.</param>
/// <param name="HostPort">The port outside; 0 for a free one.</param>
/// <param name="Address">The address outside.</param>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c> or <c>sctp</c>.</param>
internal sealed record PublishedPort(int ContainerPort, int HostPort, string Address = "127.0.0.1", string Protocol = "tcp");
