using IdpBuilder.Contract.Tests.Api;

namespace IdpBuilder.Contract.Tests.Embedded;

public sealed class EmbeddedCorePackageTests(EmbeddedServer server) : CorePackageContract(server), IClassFixture<EmbeddedServer>;
