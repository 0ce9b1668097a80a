using System.Collections.Immutable;

namespace IdpBuilder.Embedded.Store;

/// <summary>All objects of a resource at one revision. Immutable: a reader keeps it as long as it likes.</summary>
internal sealed record CollectionState(
    ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, StoredObject>> Namespaces, int Count)
{
    private static readonly ImmutableSortedDictionary<string, StoredObject> NoObjects =
        ImmutableSortedDictionary.Create<string, StoredObject>(StringComparer.Ordinal);

    public static CollectionState Empty { get; } =
        new(ImmutableSortedDictionary.Create<string, ImmutableSortedDictionary<string, StoredObject>>(StringComparer.Ordinal), 0);

    public StoredObject? Find(string inNamespace, string name) =>
        Namespaces.TryGetValue(inNamespace, out var objects) && objects.TryGetValue(name, out var found) ? found : null;

    /// <summary>The objects in order of namespace and name; of one namespace, or all of them when it is null.</summary>
    public IEnumerable<StoredObject> Objects(string? inNamespace)
    {
        if (inNamespace is null)
        {
            return Namespaces.SelectMany(entry => entry.Value.Values);
        }

        return Namespaces.TryGetValue(inNamespace, out var objects) ? objects.Values : [];
    }

    /// <summary>Whether anything lives in a namespace.</summary>
    public bool HasAny(string inNamespace) => Namespaces.ContainsKey(inNamespace);

    public CollectionState With(StoredObject item)
    {
        var (_, inNamespace, name) = item.Address;
        var objects = Namespaces.GetValueOrDefault(inNamespace, NoObjects);
        var after = objects.SetItem(name, item);
        return new CollectionState(Namespaces.SetItem(inNamespace, after), Count + after.Count - objects.Count);
    }

    public CollectionState Without(StoredObject item)
    {
        var (_, inNamespace, name) = item.Address;
        var after = Namespaces[inNamespace].Remove(name);
        var namespaces = after.IsEmpty ? Namespaces.Remove(inNamespace) : Namespaces.SetItem(inNamespace, after);
        return new CollectionState(namespaces, Count - 1);
    }
}
