using IdpBuilder.Contract.Tests.Api;

namespace IdpBuilder.Contract.Tests.Real;

public sealed class RealPlatformCredentialTests(RealServer server) : PlatformCredentialContract(server), IClassFixture<RealServer>;
