using IdpBuilder.Contract.Tests.Api;

namespace IdpBuilder.Contract.Tests.Real;

public sealed class RealCrudTests(RealServer server) : CrudContract(server), IClassFixture<RealServer>;
