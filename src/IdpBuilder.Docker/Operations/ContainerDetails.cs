namespace IdpBuilder.Docker.Operations;

/// <summary>What is known of a container only when one asks for it.</summary>
/// <param name="Running">Whether it runs.</param>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Address">Its IPv4 address; empty while it does not run.</param>
/// <param name="AddressV6">Its IPv6 address; empty for none.</param>
/// <param name="Ports">Its published ports, with those that were chosen; when it does not run, as it was asked for.</param>
internal sealed record ContainerDetails(bool Running, long ExitCode, string Address, string AddressV6, IReadOnlyList<PublishedPort> Ports);
