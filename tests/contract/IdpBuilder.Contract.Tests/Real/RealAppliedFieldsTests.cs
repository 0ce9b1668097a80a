using IdpBuilder.Contract.Tests.Api;

namespace IdpBuilder.Contract.Tests.Real;

public sealed class RealAppliedFieldsTests(RealServer server) : AppliedFieldsContract(server), IClassFixture<RealServer>;
