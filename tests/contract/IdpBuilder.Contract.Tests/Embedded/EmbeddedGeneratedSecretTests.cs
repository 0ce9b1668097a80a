using IdpBuilder.Contract.Tests.Api;

namespace IdpBuilder.Contract.Tests.Embedded;

public sealed class EmbeddedGeneratedSecretTests(EmbeddedServer server) : GeneratedSecretContract(server), IClassFixture<EmbeddedServer>;
