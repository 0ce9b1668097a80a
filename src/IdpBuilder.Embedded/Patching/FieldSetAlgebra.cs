using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Patching;

/// <summary>The set operations of field ownership. All make new sets and share what does not change.</summary>
internal static class FieldSetAlgebra
{
    private delegate FieldSetEntry? Combine(FieldSetEntry? left, FieldSetEntry? right);

    /// <summary>The fields of either set.</summary>
    public static FieldSet Union(this FieldSet left, FieldSet right) =>
        right.IsEmpty || ReferenceEquals(left, right) ? left : left.IsEmpty ? right : Zip(left, right, UnionOf);

    /// <summary>The fields of both sets.</summary>
    public static FieldSet Intersection(this FieldSet left, FieldSet right) =>
        ReferenceEquals(left, right) ? left : left.IsEmpty || right.IsEmpty ? FieldSet.Empty : Zip(left, right, IntersectionOf);

    /// <summary>The fields of the first set that are not in the second. Fields below a removed field stay.</summary>
    public static FieldSet Difference(this FieldSet left, FieldSet right) =>
        ReferenceEquals(left, right) ? FieldSet.Empty : left.IsEmpty || right.IsEmpty ? left : Zip(left, right, DifferenceOf);

    /// <summary>The fields of the first set that are neither in the second nor below a field of it.</summary>
    public static FieldSet RecursiveDifference(this FieldSet left, FieldSet right) =>
        left.IsEmpty || right.IsEmpty ? left : Zip(left, right, RecursiveDifferenceOf);

    public static bool SameAs(this FieldSet left, FieldSet right)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        if (left.Entries.Count != right.Entries.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Entries.Count; i++)
        {
            var (a, b) = (left.Entries[i], right.Entries[i]);
            if (a.Element != b.Element || a.IsMember != b.IsMember || !SameAs(a.Children ?? FieldSet.Empty, b.Children ?? FieldSet.Empty))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The set with the structs that contain its fields, where the schema names them: pruning may then take an emptied struct away.
    /// </summary>
    public static FieldSet WithNamedParents(this FieldSet set, TypeSchema? schema)
    {
        if (set.IsEmpty || schema is null)
        {
            return set;
        }

        var entries = new FieldSetEntry[set.Entries.Count];
        for (var i = 0; i < entries.Length; i++)
        {
            var entry = set.Entries[i];
            if (entry.Children is not { } children)
            {
                entries[i] = entry;
                continue;
            }

            var isField = FieldElement.IsField(entry.Element);
            var name = isField ? FieldElement.FieldName(entry.Element) : string.Empty;
            var isNamed = isField && schema.Properties.ContainsKey(name);
            entries[i] = new FieldSetEntry(
                entry.Element, entry.IsMember || isNamed, children.WithNamedParents(isField ? schema.Field(name) : schema.Items));
        }

        return new FieldSet(entries);
    }

    private static FieldSetEntry? UnionOf(FieldSetEntry? left, FieldSetEntry? right) =>
        left is null ? right : right is null ? left
        : Entry(left.Element, left.IsMember || right.IsMember, (left.Children ?? FieldSet.Empty).Union(right.Children ?? FieldSet.Empty));

    private static FieldSetEntry? IntersectionOf(FieldSetEntry? left, FieldSetEntry? right) =>
        left is null || right is null ? null
        : Entry(
            left.Element, left.IsMember && right.IsMember,
            (left.Children ?? FieldSet.Empty).Intersection(right.Children ?? FieldSet.Empty));

    private static FieldSetEntry? DifferenceOf(FieldSetEntry? left, FieldSetEntry? right) =>
        left is null || right is null ? left
        : Entry(
            left.Element, left.IsMember && !right.IsMember,
            (left.Children ?? FieldSet.Empty).Difference(right.Children ?? FieldSet.Empty));

    private static FieldSetEntry? RecursiveDifferenceOf(FieldSetEntry? left, FieldSetEntry? right) =>
        left is null || right is null ? left
        : right.IsMember ? null
        : Entry(left.Element, left.IsMember, (left.Children ?? FieldSet.Empty).RecursiveDifference(right.Children ?? FieldSet.Empty));

    private static FieldSetEntry? Entry(string element, bool isMember, FieldSet children) =>
        isMember || !children.IsEmpty ? new FieldSetEntry(element, isMember, children.IsEmpty ? null : children) : null;

    private static FieldSet Zip(FieldSet left, FieldSet right, Combine combine)
    {
        var entries = new List<FieldSetEntry>(Math.Max(left.Entries.Count, right.Entries.Count));
        int i = 0, j = 0;
        while (i < left.Entries.Count || j < right.Entries.Count)
        {
            var order = i == left.Entries.Count ? 1
                : j == right.Entries.Count ? -1
                : string.CompareOrdinal(left.Entries[i].Element, right.Entries[j].Element);
            var entry = combine(order <= 0 ? left.Entries[i] : null, order >= 0 ? right.Entries[j] : null);
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
            if (entry is not null)
            {
                entries.Add(entry);
            }
        }

        return entries.Count == 0 ? FieldSet.Empty : new FieldSet([.. entries]);
    }
}
