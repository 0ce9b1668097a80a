using IdpBuilder.Contract.Tests.Api;

namespace IdpBuilder.Contract.Tests.Real;

public sealed class PlayedNamespaceTests(PlayedServer server) : NamespaceContract(server), IClassFixture<PlayedServer>;
