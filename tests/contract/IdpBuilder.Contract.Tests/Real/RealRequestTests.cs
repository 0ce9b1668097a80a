using IdpBuilder.Contract.Tests.Api;

namespace IdpBuilder.Contract.Tests.Real;

public sealed class RealRequestTests(RealServer server) : RequestContract(server), IClassFixture<RealServer>;
