using IdpBuilder.Contract.Tests.Api;

namespace IdpBuilder.Contract.Tests.Real;

public sealed class RealListTests(RealServer server) : ListContract(server), IClassFixture<RealServer>;
