using IdpBuilder.Contract.Tests.Api;

namespace IdpBuilder.Contract.Tests.Embedded;

public sealed class EmbeddedPlatformCertificateTests(EmbeddedServer server) : PlatformCertificateContract(server), IClassFixture<EmbeddedServer>;
