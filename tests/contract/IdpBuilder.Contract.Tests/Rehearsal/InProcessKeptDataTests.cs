namespace IdpBuilder.Contract.Tests.Rehearsal;

public sealed class InProcessKeptDataTests(RehearsedInProcess cluster) : KeptDataContract(cluster), IClassFixture<RehearsedInProcess>;
