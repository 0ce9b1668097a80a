using IdpBuilder.Contract.Tests.Api;

namespace IdpBuilder.Contract.Tests.Real;

public sealed class RealCorePackageTests(RealServer server) : CorePackageContract(server), IClassFixture<RealServer>;
