using IdpBuilder.Contract.Tests.Api;

namespace IdpBuilder.Contract.Tests.Embedded;

public sealed class EmbeddedCrudTests(EmbeddedServer server) : CrudContract(server), IClassFixture<EmbeddedServer>;
