namespace IdpBuilder.Contract.Tests.Rehearsal;

/// <summary>A cluster on the API in this process.</summary>
public sealed class RehearsedInProcess() : RehearsedCluster(string.Empty);
