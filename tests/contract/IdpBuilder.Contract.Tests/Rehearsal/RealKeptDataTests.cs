namespace IdpBuilder.Contract.Tests.Rehearsal;

public sealed class RealKeptDataTests(RehearsedOnRealServer cluster) : KeptDataContract(cluster), IClassFixture<RehearsedOnRealServer>;
