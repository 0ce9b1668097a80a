namespace IdpBuilder.Embedded.Actors.Workflows.Locks;

/// <summary>What asking for locks came to.</summary>
/// <param name="Acquired">Whether all of them were given.</param>
/// <param name="Message">What is waited for; empty when they were.</param>
/// <param name="Lock">The first lock that was not to be had; empty when all were.</param>
/// <param name="Holders">Who has each lock now.</param>
internal sealed record LockVerdict(bool Acquired, string Message, string Lock, IReadOnlyDictionary<string, IReadOnlyList<string>> Holders);
