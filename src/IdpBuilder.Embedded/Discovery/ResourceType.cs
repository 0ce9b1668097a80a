using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Store;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Discovery;

/// <summary>One version of a resource that the server serves.</summary>
internal sealed record ResourceType
{
    public ResourceType(string group, string version, string kind, string plural)
    {
        Type = new GroupVersionKind(group, version, kind);
        Plural = plural;
        Singular = kind.ToLowerInvariant();
        ListKind = kind + "List";
        Id = new ResourceId(group, plural);
        View = ApiVersionView.Renaming(Type.ApiVersion);
        StorageApiVersion = Type.ApiVersion;
    }

    /// <summary>Group, version and kind of its objects.</summary>
    public GroupVersionKind Type { get; init; }

    /// <summary>The name used in URLs.</summary>
    public string Plural { get; init; }

    /// <summary>The name of one object, as <c>kubectl</c> accepts it.</summary>
    public string Singular { get; init; }

    /// <summary>The kind of its lists.</summary>
    public string ListKind { get; init; }

    /// <summary>Where its objects are stored; versions share a collection.</summary>
    public ResourceId Id { get; init; }

    /// <summary>How this version shows stored objects.</summary>
    public ApiVersionView View { get; init; }

    /// <summary>The version that objects are stored in.</summary>
    public string StorageApiVersion { get; init; }

    public bool Namespaced { get; init; } = true;

    /// <summary>What clients are warned of that still use it; empty for what is here to stay.</summary>
    public string Deprecation { get; init; } = string.Empty;

    public IReadOnlyList<string> ShortNames { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    public IReadOnlyList<string> Verbs { get; init; } = ResourceVerbs.Stored;

    public IReadOnlyList<Subresource> Subresources { get; init; } = [];

    /// <summary>Where the replicas are, for resources with a <c>scale</c> subresource.</summary>
    public ScaleMapping? Scale { get; init; }

    public NameRule NameRule { get; init; } = NameRule.Subdomain;

    /// <summary>Whether the server counts changes of the wanted state in <c>metadata.generation</c>.</summary>
    public bool HasGeneration { get; init; }

    /// <summary>Whether deletion answers with the object rather than with a Status.</summary>
    public bool ReturnsDeleted { get; init; }

    /// <summary>Whether a PUT may leave out the version it replaces.</summary>
    public bool AllowsUnconditionalUpdate { get; init; } = true;

    /// <summary>Whether a PUT of an unknown name creates the object.</summary>
    public bool CreatesOnUpdate { get; init; }

    /// <summary>The definition of a custom resource's version; null for a built-in type.</summary>
    public CustomResourceVersion? Custom { get; init; }

    /// <summary>What its objects look like; null for a type that takes anything.</summary>
    public TypeSchema? Schema => Custom is { } custom ? custom.Schema.Value : SchemaCatalog.Find(Type);

    /// <summary>Whether its status has an address of its own, so that other writes leave it alone.</summary>
    public bool HasStatus => Subresources.Contains(Subresource.Status);

    /// <summary><c>plural</c> or <c>plural.group</c>, as messages name it.</summary>
    public string QualifiedName => Type.Group.Length == 0 ? Plural : $"{Plural}.{Type.Group}";

    /// <summary><c>Kind</c> or <c>Kind.group</c>, as validation messages name it.</summary>
    public string QualifiedKind => Type.Group.Length == 0 ? Type.Kind : $"{Type.Kind}.{Type.Group}";

    public bool Serves(string verb) => Verbs.Contains(verb, StringComparer.Ordinal);

    public Subresource? FindSubresource(string name) =>
        Subresources.FirstOrDefault(subresource => subresource.Name == name);
}
