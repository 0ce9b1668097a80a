using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Patching;

/// <summary>
/// Brings ownership in line with a type that has changed since: who owned something in a list or map that has become atomic owns all of it.
/// The other way around nothing is to do, as ownership of a whole says nothing about its parts.
/// </summary>
internal static class FieldSetReconciliation
{
    /// <summary>The set as the schema understands it; the same set when there is no difference.</summary>
    public static FieldSet InLineWith(this FieldSet set, TypeSchema schema)
    {
        List<FieldSetEntry>? changed = null;
        for (var i = 0; i < set.Entries.Count; i++)
        {
            var entry = set.Entries[i];
            var reconciled = Reconcile(entry, schema);
            if (!ReferenceEquals(entry, reconciled))
            {
                changed ??= [.. set.Entries];
                changed[i] = reconciled;
            }
        }

        return changed is null ? set : FieldSet.OfEntries(changed);
    }

    private static FieldSetEntry Reconcile(FieldSetEntry entry, TypeSchema schema)
    {
        var below = FieldElement.IsField(entry.Element) ? schema.Field(FieldElement.FieldName(entry.Element)) : schema.Items;
        if (entry.Children is not { } children || below is null or { Type: SchemaType.Any })
        {
            return entry;
        }

        if (below.Type is SchemaType.Object or SchemaType.List && ValueShapes.Of(below, null) == ValueShape.Leaf)
        {
            return new FieldSetEntry(entry.Element, true, null);
        }

        var reconciled = children.InLineWith(below);
        return ReferenceEquals(children, reconciled) ? entry : entry with { Children = reconciled };
    }
}
