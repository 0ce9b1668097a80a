using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Patching;

/// <summary>Takes away what a writer applied last time, does not apply any more, and nobody else owns.</summary>
internal static class ApplyPruning
{
    /// <summary>The object without what is to go; <paramref name="merged"/> itself when nothing is.</summary>
    /// <param name="merged">The object with the new configuration merged in.</param>
    /// <param name="last">What the writer owned so far.</param>
    /// <param name="now">What the writer owns from now on.</param>
    /// <param name="others">All other owners.</param>
    /// <param name="schema">The type.</param>
    public static JsonObject Prune(JsonObject merged, FieldSet last, FieldSet now, IEnumerable<FieldManagerEntry> others, TypeSchema schema)
    {
        var lastAll = last.WithNamedParents(schema);
        if (lastAll.Difference(now.WithNamedParents(schema)).IsEmpty)
        {
            return merged;
        }

        var managed = others.Aggregate(now, (fields, entry) => fields.Union(entry.Fields)).WithNamedParents(schema);
        var before = FieldExtraction.FieldsOf(merged, schema).WithNamedParents(schema);

        // First everything of last time goes; then what somebody owns comes back, with what lies around it.
        var pruned = Without(merged, lastAll, schema);
        var after = FieldExtraction.FieldsOf(pruned, schema).WithNamedParents(schema);
        pruned = Without(merged, before.Difference(after.Union(managed)), schema);

        // What vanished although the writer never owned it only stood in something that it did.
        after = FieldExtraction.FieldsOf(pruned, schema).WithNamedParents(schema);
        return Without(merged, before.Difference(after).Intersection(lastAll), schema);
    }

    private static JsonObject Without(JsonObject value, FieldSet fields, TypeSchema schema)
    {
        var copy = (JsonObject)value.DeepClone();
        FieldRemoval.From(copy, fields, schema);
        return copy;
    }
}
