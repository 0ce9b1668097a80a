using IdpBuilder.Contract.Tests.Api;

namespace IdpBuilder.Contract.Tests.Embedded;

public sealed class EmbeddedWatchTests(EmbeddedServer server) : WatchContract(server), IClassFixture<EmbeddedServer>;
