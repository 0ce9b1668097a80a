using IdpBuilder.Contract.Tests.Api;

namespace IdpBuilder.Contract.Tests.Embedded;

public sealed class EmbeddedNamespaceTests(EmbeddedServer server) : NamespaceContract(server), IClassFixture<EmbeddedServer>;
