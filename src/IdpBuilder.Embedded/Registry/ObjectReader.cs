using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry;

/// <summary>Gets and lists objects.</summary>
internal sealed class ObjectReader(RegistryCore core)
{
    public ListPage List(ListRequest request)
    {
        var token = request.Continue.Length > 0 ? ContinueToken.Parse(request.Continue) : null;
        var snapshot = Snapshot(request, token);
        var selective = !request.Labels.IsEmpty || !request.Fields.IsEmpty;
        var items = new List<StoredObject>();
        var remaining = 0L;
        foreach (var item in snapshot.State.Objects(request.Namespace))
        {
            if (token?.Precedes(item.Address.Namespace, item.Address.Name) == false || !Matches(request, item))
            {
                continue;
            }

            if (request.Limit == 0 || items.Count < request.Limit)
            {
                items.Add(item);
                continue;
            }

            remaining++;
            if (selective)
            {
                break;
            }
        }

        if (remaining == 0)
        {
            return new ListPage(items, snapshot.Revision, string.Empty, null);
        }

        var last = items[^1].Address;
        var next = new ContinueToken(snapshot.Revision, last.Namespace, last.Name).ToString();
        return new ListPage(items, snapshot.Revision, next, selective ? null : remaining);
    }

    public static bool Matches(ListRequest request, StoredObject item) =>
        (request.Namespace is null || item.Address.Namespace == request.Namespace)
        && (request.Labels.IsEmpty || request.Labels.Matches(item.Labels))
        && (request.Fields.IsEmpty || request.Fields.Matches(item));

    private CollectionSnapshot Snapshot(ListRequest request, ContinueToken? token)
    {
        if (token is not null)
        {
            return core.Store.ReadAt(request.Type.Id, Math.Min(token.Revision, core.Store.Revision)) ?? throw StatusFailures.ContinueExpired();
        }

        var current = core.Store.Revision;
        if (request.Revision > current)
        {
            throw StatusFailures.VersionTooLarge(request.Revision, current);
        }

        return request.Exact
            ? core.Store.ReadAt(request.Type.Id, request.Revision) ?? throw StatusFailures.VersionExpired()
            : core.Store.Read(request.Type.Id);
    }
}
