using IdpBuilder.Contract.Tests.Api;

namespace IdpBuilder.Contract.Tests.Real;

public sealed class RealCustomResourceTests(RealServer server) : CustomResourceContract(server), IClassFixture<RealServer>;
