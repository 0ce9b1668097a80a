using IdpBuilder.Contract.Tests.Api;

namespace IdpBuilder.Contract.Tests.Real;

public sealed class RealPatchTests(RealServer server) : PatchContract(server), IClassFixture<RealServer>;
