using IdpBuilder.Contract.Tests.Api;

namespace IdpBuilder.Contract.Tests.Embedded;

public sealed class EmbeddedPlatformCredentialTests(EmbeddedServer server) : PlatformCredentialContract(server), IClassFixture<EmbeddedServer>;
