using IdpBuilder.Manifests;
using IdpBuilder.Rendering;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>What the cluster serves, by type; read anew when a type is not found.</summary>
/// <param name="kubernetesVersion">The API server's version.</param>
internal sealed class ServedTypes(string kubernetesVersion)
{
    private IReadOnlyList<ApiResource>? _read;
    private ServerCapabilities _capabilities = ServerCapabilities.Unknown;
    private Dictionary<GroupVersionKind, ApiResource> _types = [];
    private Dictionary<(string Group, string Kind), ApiResource> _kinds = [];

    public async ValueTask<ApiResource?> FindAsync(IKubernetesApi api, GroupVersionKind type, CancellationToken stop)
    {
        var types = Index(await api.DiscoverAsync(refresh: false, stop).ConfigureAwait(false));
        return types.TryGetValue(type, out var known)
            ? known
            : Index(await api.DiscoverAsync(refresh: true, stop).ConfigureAwait(false)).GetValueOrDefault(type);
    }

    /// <summary>Whether a kind lives in namespaces, as far as it is known; null otherwise.</summary>
    public async Task<Func<GroupVersionKind, bool?>> ScopesAsync(IKubernetesApi api, CancellationToken stop)
    {
        Index(await api.DiscoverAsync(refresh: false, stop).ConfigureAwait(false));
        var kinds = _kinds;
        return type => kinds.TryGetValue((type.Group, type.Kind), out var served) ? served.Namespaced : null;
    }

    /// <summary>What charts are told of the cluster.</summary>
    public async ValueTask<ServerCapabilities> CapabilitiesAsync(IKubernetesApi api, CancellationToken stop)
    {
        Index(await api.DiscoverAsync(refresh: false, stop).ConfigureAwait(false));
        return _capabilities;
    }

    private Dictionary<GroupVersionKind, ApiResource> Index(IReadOnlyList<ApiResource> served)
    {
        if (!ReferenceEquals(_read, served))
        {
            var (types, kinds) = (new Dictionary<GroupVersionKind, ApiResource>(), new Dictionary<(string, string), ApiResource>());
            foreach (var resource in served)
            {
                types.TryAdd(resource.Type, resource);
                kinds.TryAdd((resource.Type.Group, resource.Type.Kind), resource);
            }

            (_types, _kinds, _read, _capabilities) = (types, kinds, served, new ServerCapabilities(kubernetesVersion, served));
            return types;
        }

        return _types;
    }
}
