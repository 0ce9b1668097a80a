using IdpBuilder.Contract.Tests.Api;

namespace IdpBuilder.Contract.Tests.Embedded;

public sealed class EmbeddedPatchTests(EmbeddedServer server) : PatchContract(server), IClassFixture<EmbeddedServer>;
