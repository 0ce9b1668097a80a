using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>The objects of all watched types. They are shared: clone before changing one.</summary>
internal interface IResourceCache
{
    /// <summary>Whether some actor watches a group and kind, so that it can be looked up here.</summary>
    bool IsWatched(string group, string kind);

    /// <summary>One object, or null. Group and kind must be watched by some actor.</summary>
    Manifest? Find(ResourceKey key);

    /// <summary>All objects of a group and kind; in one namespace, or everywhere when it is empty. In order of namespace and name.</summary>
    IReadOnlyList<Manifest> List(string group, string kind, string inNamespace = "");

    /// <summary>The objects of a group and kind that have this uid among their owners.</summary>
    IReadOnlyList<Manifest> ListOwned(string group, string kind, string ownerUid);

    /// <summary>The objects of all watched types that have this uid among their owners.</summary>
    IReadOnlyList<Manifest> ListOwned(string ownerUid);
}
