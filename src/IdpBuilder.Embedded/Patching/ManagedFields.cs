using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Patching;

/// <summary>Keeps account of who owns which field, for every write that is no server-side apply.</summary>
internal static class ManagedFields
{
    /// <summary>
    /// Gives the writer the fields it changed and takes them from the others. <paramref name="next"/> is changed
    /// (its <c>metadata.managedFields</c>), <paramref name="live"/> is not.
    /// </summary>
    /// <param name="live">The object before; null for a create.</param>
    /// <param name="next">The object as it will be stored.</param>
    /// <param name="schema">The type; null to take the shape of the values as it comes.</param>
    /// <param name="writer">Who writes.</param>
    public static void RecordUpdate(JsonObject? live, JsonObject next, TypeSchema? schema, FieldWriter writer)
    {
        var managers = OwnersBefore(live, next, writer);
        (next["metadata"] as JsonObject)?.Remove("managedFields");
        if (managers.Entries.Count > 0 || live is null)
        {
            managers.Reconcile(schema ?? TypeSchema.Any);
            Record(managers, live ?? [], next, schema ?? TypeSchema.Any, writer);
            managers.Limit();
        }

        // An object whose account was thrown away stays without one until somebody applies it.
        managers.WriteTo(next);
    }

    /// <summary>Moves what differs between two versions of an object to the writer.</summary>
    public static void Record(FieldManagers managers, JsonObject before, JsonObject after, TypeSchema schema, FieldWriter writer)
    {
        var changes = FieldComparison.Between(before, after, schema).Except(writer.Ignored);
        var changed = changes.Modified.Union(changes.Added);
        var own = new FieldManagerEntry(
            NameOf(writer), false, writer.ApiVersion, writer.Subresource, OwnedFields.Of(changed), FieldManagers.TimeText(writer.Time));
        var previous = managers.Find(own);
        var taken = changed.Union(changes.Removed);
        managers.TakeFromOthers(own, taken);
        if (previous is null)
        {
            managers.Set(own);
            return;
        }

        var fields = previous.Fields.Difference(taken).Union(own.Fields);
        managers.Set(previous with { Fields = fields, Time = own.Fields.IsEmpty ? previous.Time : own.Time });
    }

    /// <summary>The name of a writer in entries.</summary>
    public static string NameOf(FieldWriter writer) => writer.Manager.Length == 0 ? "unknown" : writer.Manager;

    private static FieldManagers OwnersBefore(JsonObject? live, JsonObject next, FieldWriter writer)
    {
        var given = writer.Subresource.Length == 0 ? FieldManagers.ListOf(next) : null;
        if (given is not null && IsReset(given))
        {
            return FieldManagers.None();
        }

        var managers = given is null ? null : FieldManagers.Read(next);
        return managers is { Entries.Count: > 0 } ? managers : FieldManagers.Read(live) ?? FieldManagers.None();
    }

    /// <summary>Whether a client asks for the account to be thrown away: an empty list, or one empty entry.</summary>
    private static bool IsReset(JsonArray list) => list.Count == 0 || (list.Count == 1 && list[0] is JsonObject { Count: 0 });
}
