using IdpBuilder.Contract.Tests.Api;

namespace IdpBuilder.Contract.Tests.Real;

public sealed class RealWatchTests(RealServer server) : WatchContract(server), IClassFixture<RealServer>;
