using IdpBuilder.Contract.Tests.Api;

namespace IdpBuilder.Contract.Tests.Embedded;

public sealed class EmbeddedListTests(EmbeddedServer server) : ListContract(server), IClassFixture<EmbeddedServer>;
