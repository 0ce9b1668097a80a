namespace IdpBuilder.Contract.Tests.Rehearsal;

public sealed class RealHandOverTests(RehearsedOnRealServer cluster) : HandOverContract(cluster), IClassFixture<RehearsedOnRealServer>;
