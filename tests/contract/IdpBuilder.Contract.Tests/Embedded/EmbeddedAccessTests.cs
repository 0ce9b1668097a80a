using IdpBuilder.Contract.Tests.Api;

namespace IdpBuilder.Contract.Tests.Embedded;

public sealed class EmbeddedAccessTests(EmbeddedServer server) : AccessContract(server), IClassFixture<EmbeddedServer>;
