namespace IdpBuilder.Contract.Tests.Rehearsal;

public sealed class InProcessRehearsalTests(RehearsedInProcess cluster) : RehearsalContract(cluster), IClassFixture<RehearsedInProcess>;
