using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Patching;

/// <summary>The owners of an object's fields, while they are worked on.</summary>
internal sealed class FieldManagers
{
    private const int UpdaterLimit = 10;
    private const string MergedUpdaters = "ancient-changes";

    // The lists in the store are never changed, so what was read from one stays true as long as it lives.
    private static readonly ConditionalWeakTable<JsonArray, IReadOnlyList<FieldManagerEntry>> Known = [];

    private readonly List<FieldManagerEntry> _entries;

    private FieldManagers(IEnumerable<FieldManagerEntry> entries) => _entries = [.. entries];

    public IReadOnlyList<FieldManagerEntry> Entries => _entries;

    /// <summary>Reads <c>metadata.managedFields</c>; null when an entry is malformed.</summary>
    public static FieldManagers? Read(JsonObject? instance) =>
        ListOf(instance) is not { } list ? new FieldManagers([])
        : Known.TryGetValue(list, out var known) ? new FieldManagers(known)
        : FieldManagersReader.Read(list) is { } entries ? new FieldManagers(entries)
        : null;

    /// <summary>No owners.</summary>
    public static FieldManagers None() => new([]);

    /// <summary>The list of an object, or null.</summary>
    public static JsonArray? ListOf(JsonObject? instance) => instance?["metadata"]?["managedFields"] as JsonArray;

    /// <summary>The time in the form of entries: whole seconds, UTC.</summary>
    public static string TimeText(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Brings every entry in line with a type that may have changed since it was written.</summary>
    public void Reconcile(TypeSchema schema)
    {
        for (var i = 0; i < _entries.Count; i++)
        {
            var fields = _entries[i].Fields.InLineWith(schema);
            if (!ReferenceEquals(fields, _entries[i].Fields))
            {
                _entries[i] = _entries[i] with { Fields = fields };
            }
        }
    }

    /// <summary>The entry of the same writer, or null.</summary>
    public FieldManagerEntry? Find(FieldManagerEntry writer) => _entries.Find(entry => entry.IsSameWriter(writer));

    /// <summary>Replaces the entry of the same writer; an entry without fields goes.</summary>
    public void Set(FieldManagerEntry entry)
    {
        var at = _entries.FindIndex(known => known.IsSameWriter(entry));
        if (at >= 0)
        {
            _entries.RemoveAt(at);
        }

        if (!entry.Fields.IsEmpty)
        {
            _entries.Add(entry);
        }
    }

    /// <summary>Takes fields away from every entry but one.</summary>
    public void TakeFromOthers(FieldManagerEntry writer, FieldSet fields)
    {
        for (var i = _entries.Count - 1; i >= 0; i--)
        {
            var entry = _entries[i];
            if (entry.IsSameWriter(writer))
            {
                continue;
            }

            var left = entry.Fields.Difference(fields);
            if (left.IsEmpty)
            {
                _entries.RemoveAt(i);
            }
            else
            {
                _entries[i] = entry with { Fields = left };
            }
        }
    }

    /// <summary>Joins the oldest entries of a version into one while there are too many that do not apply.</summary>
    public void Limit()
    {
        var updaters = _entries.Where(entry => !entry.IsApply)
            .OrderBy(entry => entry.Time, StringComparer.Ordinal).ThenBy(entry => entry.Manager, StringComparer.Ordinal).ToList();
        var firsts = new Dictionary<string, FieldManagerEntry>(StringComparer.Ordinal);
        var surplus = updaters.Count - UpdaterLimit;
        for (var i = 0; i < updaters.Count && surplus > 0; i++)
        {
            var entry = updaters[i];
            if (!firsts.TryGetValue(entry.ApiVersion, out var first))
            {
                firsts[entry.ApiVersion] = entry;
                continue;
            }

            _entries.Remove(first);
            _entries.Remove(entry);
            var joined = new FieldManagerEntry(MergedUpdaters, false, entry.ApiVersion, string.Empty, first.Fields.Union(entry.Fields), entry.Time);
            Set(Find(joined) is { } old ? joined with { Fields = old.Fields.Union(joined.Fields) } : joined);
            firsts[entry.ApiVersion] = joined;
            surplus--;
        }
    }

    /// <summary>Writes the owners into an object, which is changed.</summary>
    public void WriteTo(JsonObject instance)
    {
        if (instance["metadata"] is not JsonObject metadata)
        {
            if (_entries.Count == 0)
            {
                return;
            }

            instance["metadata"] = metadata = new JsonObject();
        }

        metadata.Remove("managedFields");
        if (_entries.Count == 0)
        {
            return;
        }

        _entries.Sort(Order);
        var list = new JsonArray([.. _entries.Select(entry => (JsonNode)entry.ToJson())]);
        metadata["managedFields"] = list;
        Known.AddOrUpdate(list, [.. _entries]);
    }

    private static int Order(FieldManagerEntry left, FieldManagerEntry right)
    {
        var order = right.IsApply.CompareTo(left.IsApply);
        order = order != 0 ? order : string.CompareOrdinal(left.Time, right.Time);
        order = order != 0 ? order : string.CompareOrdinal(left.Manager, right.Manager);
        order = order != 0 ? order : string.CompareOrdinal(left.ApiVersion, right.ApiVersion);
        return order != 0 ? order : string.CompareOrdinal(left.Subresource, right.Subresource);
    }
}
