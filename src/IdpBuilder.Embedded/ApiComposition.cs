using IdpBuilder.Embedded.Discovery;
using IdpBuilder.Embedded.Http;
using IdpBuilder.Embedded.Http.Endpoints;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Registry.Access;
using IdpBuilder.Embedded.Registry.Lifecycle;
using IdpBuilder.Embedded.Registry.Strategies;
using IdpBuilder.Embedded.Store;
using IdpBuilder.Embedded.Tables;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded;

/// <summary>Puts an API server together.</summary>
internal sealed class ApiComposition
{
    private readonly RegistryCore _core;
    private readonly ObjectCreator _creator;
    private readonly ObjectUpdater _updater;
    private readonly ObjectPatcher _patcher;
    private readonly ObjectRemover _remover;
    private readonly RequestBody _bodies;
    private readonly ReadEndpoint _reads;
    private readonly WriteEndpoint _writes;
    private readonly PatchEndpoint _patches;
    private readonly DeleteEndpoint _deletes;

    public ApiComposition(ObjectStore store, TimeProvider clock, TimeProvider transportClock, IManifestReader manifests)
    {
        _core = new RegistryCore(store, new ResourceCatalog(), clock);
        var rules = new ObjectRules(new KindStrategies(store), clock);
        _creator = new ObjectCreator(_core, rules);
        _updater = new ObjectUpdater(_core, rules, _creator);
        _patcher = new ObjectPatcher(_core, rules, _creator, _updater);
        _remover = new ObjectRemover(_core);
        _core.Reactions.Add(new GarbageCollection(_core, _remover));
        _core.Reactions.Add(new NamespaceTermination(_core, _remover));
        _core.Reactions.Add(new DefinitionLifecycle(_core, _remover));

        var reader = new ObjectReader(_core);
        var shapes = new ObjectShapes(new TableBuilder(clock));
        _bodies = new RequestBody(manifests);
        _reads = new ReadEndpoint(_core, reader, shapes, transportClock);
        _writes = new WriteEndpoint(_bodies, _creator, _updater, _reads, shapes);
        _patches = new PatchEndpoint(_core, _bodies, _patcher, _writes);
        _deletes = new DeleteEndpoint(_bodies, _remover, reader, _reads);
    }

    /// <summary>The server, with the objects that every cluster has.</summary>
    public ApiServer Compose(string token)
    {
        var tokens = new ServiceAccountTokens(_core.Store, _core.Clock);
        var authentication = new BearerAuthentication(token, tokens);
        var authorization = new Authorization(authentication, tokens, new AccessRules(_core.Store));
        var bindings = new BindingEndpoint(_bodies, new PodBinder(_core));
        var resources = new ResourceEndpoint(
            _reads, _writes, _patches, _deletes, bindings, new ReviewEndpoint(_bodies, tokens, authentication, authorization), Parts(bindings, tokens), authorization);
        Bootstrap.Run(_core, _creator);
        return new ApiServer(authentication, _core.Catalog, new DiscoveryEndpoint(_core.Catalog, new OpenApiEndpoint(_core.Catalog)), resources);
    }

    private SubresourceEndpoint Parts(BindingEndpoint bindings, ServiceAccountTokens tokens)
    {
        var scales = new ScaleEndpoint(_core, _bodies, _updater, _patches);
        var containers = new ContainerEndpoint(_core);
        var parts = new SubresourceEndpoint()
            .With("status", "GET", _reads.Get)
            .With("status", "PUT", _writes.ReplaceAsync)
            .With("status", "PATCH", _patches.PatchAsync)
            .With("approval", "GET", _reads.Get)
            .With("approval", "PUT", _writes.ReplaceAsync)
            .With("approval", "PATCH", _patches.PatchAsync)
            .With("scale", "GET", scales.Get)
            .With("scale", "PUT", scales.ReplaceAsync)
            .With("scale", "PATCH", scales.PatchAsync)
            .With("log", "GET", new LogEndpoint(_core, new AnnotatedLogs(_core.Store)).Read)
            .With("binding", "POST", bindings.BindAsync)
            .With("eviction", "POST", new EvictionEndpoint(_core, _bodies, _remover).EvictAsync)
            .With("token", "POST", new TokenEndpoint(_core, _bodies, tokens).IssueAsync)
            .With("finalize", "PUT", new FinalizeEndpoint(_core, _bodies, _reads).FinalizeAsync);
        foreach (var (part, method) in ContainerEndpoint.Served)
        {
            parts.With(part, method, containers.Refuse);
        }

        return parts;
    }
}
