using IdpBuilder.Embedded.Discovery.BuiltIn;

namespace IdpBuilder.Embedded.Discovery;

/// <summary>The types served now: the built-in ones and those of established CRDs.</summary>
internal sealed class ResourceCatalog
{
    private readonly object _changing = new();
    private readonly Dictionary<string, IReadOnlyList<ResourceType>> _custom = new(StringComparer.Ordinal);
    private CatalogSnapshot _current = new(BuiltInTypes.All);

    public CatalogSnapshot Current => Volatile.Read(ref _current);

    /// <summary>Serves the versions of a CRD instead of those it had before.</summary>
    public void Serve(string definition, IReadOnlyList<ResourceType> types)
    {
        lock (_changing)
        {
            _custom[definition] = types;
            Rebuild();
        }
    }

    /// <summary>Stops serving a CRD.</summary>
    public void Withdraw(string definition)
    {
        lock (_changing)
        {
            if (_custom.Remove(definition))
            {
                Rebuild();
            }
        }
    }

    /// <summary>The names that other CRDs hold in a group.</summary>
    public IReadOnlyList<ResourceType> CustomTypesOf(string group, string exceptDefinition)
    {
        lock (_changing)
        {
            return _custom.Where(entry => entry.Key != exceptDefinition)
                .SelectMany(entry => entry.Value)
                .Where(type => type.Type.Group == group)
                .ToArray();
        }
    }

    private void Rebuild() => Volatile.Write(ref _current, new CatalogSnapshot(
        [.. BuiltInTypes.All, .. _custom.OrderBy(entry => entry.Key, StringComparer.Ordinal).SelectMany(entry => entry.Value)]));
}
