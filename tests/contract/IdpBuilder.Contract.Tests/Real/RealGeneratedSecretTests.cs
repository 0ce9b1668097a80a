using IdpBuilder.Contract.Tests.Api;

namespace IdpBuilder.Contract.Tests.Real;

public sealed class RealGeneratedSecretTests(RealServer server) : GeneratedSecretContract(server), IClassFixture<RealServer>;
