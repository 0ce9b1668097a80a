namespace IdpBuilder.Contract.Tests.Rehearsal;

public sealed class RealRehearsalTests(RehearsedOnRealServer cluster) : RehearsalContract(cluster), IClassFixture<RehearsedOnRealServer>;
