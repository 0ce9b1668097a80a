using IdpBuilder.Contract.Tests.Api;

namespace IdpBuilder.Contract.Tests.Embedded;

public sealed class EmbeddedCustomResourceTests(EmbeddedServer server) : CustomResourceContract(server), IClassFixture<EmbeddedServer>;
