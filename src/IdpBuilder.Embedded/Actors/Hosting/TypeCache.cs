using System.Diagnostics.CodeAnalysis;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>The objects of one type, by name and by owner.</summary>
internal sealed class TypeCache
{
    private readonly object _gate = new();
    private readonly SortedDictionary<string, SortedDictionary<string, Manifest>> _namespaces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<(string Namespace, string Name)>> _owned = new(StringComparer.Ordinal);

    /// <summary>One object, or null.</summary>
    public Manifest? Find(string inNamespace, string name)
    {
        lock (_gate)
        {
            return _namespaces.TryGetValue(inNamespace, out var objects) ? objects.GetValueOrDefault(name) : null;
        }
    }

    /// <summary>The objects of one namespace, or of all when it is empty.</summary>
    public IReadOnlyList<Manifest> List(string inNamespace)
    {
        lock (_gate)
        {
            return inNamespace.Length == 0
                ? [.. _namespaces.Values.SelectMany(objects => objects.Values)]
                : _namespaces.TryGetValue(inNamespace, out var some) ? [.. some.Values] : [];
        }
    }

    /// <summary>The objects that an owner has, in order of namespace and name.</summary>
    public IReadOnlyList<Manifest> ListOwned(string ownerUid)
    {
        lock (_gate)
        {
            return _owned.TryGetValue(ownerUid, out var names)
                ? [.. names.OrderBy(name => name.Namespace, StringComparer.Ordinal).ThenBy(name => name.Name, StringComparer.Ordinal)
                    .Select(name => _namespaces[name.Namespace][name.Name])]
                : [];
        }
    }

    /// <summary>Takes an object in; what it replaces.</summary>
    public Manifest? Put(Manifest manifest)
    {
        lock (_gate)
        {
            TryRemove(manifest, out var before);
            if (!_namespaces.TryGetValue(manifest.Namespace, out var objects))
            {
                _namespaces.Add(manifest.Namespace, objects = new(StringComparer.Ordinal));
            }

            objects.Add(manifest.Name, manifest);
            foreach (var uid in OwnerReferences.UidsOf(manifest))
            {
                if (!_owned.TryGetValue(uid, out var names))
                {
                    _owned.Add(uid, names = []);
                }

                names.Add((manifest.Namespace, manifest.Name));
            }

            return before;
        }
    }

    /// <summary>Forgets an object.</summary>
    public void Remove(Manifest manifest)
    {
        lock (_gate)
        {
            TryRemove(manifest, out _);
        }
    }

    private bool TryRemove(Manifest manifest, [NotNullWhen(true)] out Manifest? before)
    {
        before = null;
        if (!_namespaces.TryGetValue(manifest.Namespace, out var objects) || !objects.Remove(manifest.Name, out before))
        {
            return false;
        }

        if (objects.Count == 0)
        {
            _namespaces.Remove(manifest.Namespace);
        }

        foreach (var uid in OwnerReferences.UidsOf(before))
        {
            if (_owned.TryGetValue(uid, out var names) && names.Remove((before.Namespace, before.Name)) && names.Count == 0)
            {
                _owned.Remove(uid);
            }
        }

        return true;
    }
}
