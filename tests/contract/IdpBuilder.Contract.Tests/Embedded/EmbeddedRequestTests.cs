using IdpBuilder.Contract.Tests.Api;

namespace IdpBuilder.Contract.Tests.Embedded;

public sealed class EmbeddedRequestTests(EmbeddedServer server) : RequestContract(server), IClassFixture<EmbeddedServer>;
