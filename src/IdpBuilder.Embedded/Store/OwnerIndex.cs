namespace IdpBuilder.Embedded.Store;

/// <summary>Who owns whom, by uid. Guarded by the store's lock.</summary>
internal sealed class OwnerIndex
{
    private readonly Dictionary<string, ObjectAddress> _addresses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<ObjectAddress>> _dependents = new(StringComparer.Ordinal);

    public ObjectAddress? AddressOf(string uid) => _addresses.TryGetValue(uid, out var address) ? address : null;

    public ObjectAddress[] DependentsOf(string uid) =>
        _dependents.TryGetValue(uid, out var dependents) ? [.. dependents] : [];

    public void Record(Change change)
    {
        foreach (var owner in change.Previous?.Owners ?? [])
        {
            if (_dependents.TryGetValue(owner.Uid, out var dependents)
                && dependents.Remove(change.Previous!.Address) && dependents.Count == 0)
            {
                _dependents.Remove(owner.Uid);
            }
        }

        var item = change.Object!;
        if (change.Type == ChangeType.Deleted)
        {
            _addresses.Remove(item.Uid);
            return;
        }

        _addresses[item.Uid] = item.Address;
        foreach (var owner in item.Owners)
        {
            if (!_dependents.TryGetValue(owner.Uid, out var dependents))
            {
                _dependents.Add(owner.Uid, dependents = []);
            }

            dependents.Add(item.Address);
        }
    }
}
