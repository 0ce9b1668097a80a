using IdpBuilder.Contract.Tests.Api;

namespace IdpBuilder.Contract.Tests.Embedded;

public sealed class EmbeddedAppliedFieldsTests(EmbeddedServer server) : AppliedFieldsContract(server), IClassFixture<EmbeddedServer>;
