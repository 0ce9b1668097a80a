using IdpBuilder.Contract.Tests.Api;

namespace IdpBuilder.Contract.Tests.Real;

public sealed class RealPlatformCertificateTests(RealServer server) : PlatformCertificateContract(server), IClassFixture<RealServer>;
