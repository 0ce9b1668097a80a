using IdpBuilder.Contract.Tests.Api;

namespace IdpBuilder.Contract.Tests.Real;

public sealed class RealAccessTests(RealServer server) : AccessContract(server), IClassFixture<RealServer>;
