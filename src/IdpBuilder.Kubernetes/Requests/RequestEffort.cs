namespace IdpBuilder.Kubernetes.Requests;

/// <summary>What has gone into a request so far.</summary>
/// <param name="Attempts">How often it was sent.</param>
/// <param name="Time">For how long it has been tried.</param>
/// <param name="KnownServer">Whether the server has answered this client before: then it is away, not a mistake in the address.</param>
internal readonly record struct RequestEffort(int Attempts, TimeSpan Time, bool KnownServer);
