using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Patching;

/// <summary>Server-side apply: merges a configuration into an object and settles who owns what.</summary>
internal static class ServerSideApply
{
    /// <summary>Who owns the fields of an object that had no owners when it was applied first.</summary>
    private const string BeforeFirstApply = "before-first-apply";

    /// <summary>Applies. Nothing given is changed; the outcome shares nothing with it.</summary>
    /// <exception cref="PatchException">The configuration is not of its type, or says what it must not say.</exception>
    public static ApplyOutcome Apply(ApplyRequest request)
    {
        var schema = request.Schema ?? TypeSchema.Any;
        var configuration = request.Configuration;
        if (configuration["metadata"] is JsonObject metadata && metadata["managedFields"] is not null)
        {
            throw PatchFailures.ManagedFieldsApplied();
        }

        var mistakes = AppliedShape.Check(configuration, schema);
        if (mistakes.Count > 0)
        {
            throw PatchFailures.NotOfType(new Manifest(configuration), mistakes);
        }

        var outcome = Apply(request, schema, request.Force);
        if (outcome.Conflicts.Count > 0 && LastApplied.IsKeptBy(request.Writer))
        {
            outcome = ApplyOverLastApplied(request, schema, outcome);
        }

        if (outcome.Object is { } result && LastApplied.IsKeptBy(request.Writer))
        {
            LastApplied.Refresh(result, configuration);
        }

        return outcome;
    }

    // What client-side apply of the same user set may be taken over without force.
    private static ApplyOutcome ApplyOverLastApplied(ApplyRequest request, TypeSchema schema, ApplyOutcome outcome)
    {
        var own = LastApplied.FieldsOf(request.Live, request.Writer.ApiVersion, schema);
        var others = outcome.Conflicts.Where(conflict => !own.Contains(conflict.Field)).ToArray();
        return others.Length == 0 ? Apply(request, schema, true) : outcome with { Conflicts = others };
    }

    private static ApplyOutcome Apply(ApplyRequest request, TypeSchema schema, bool force)
    {
        var writer = request.Writer;
        var live = request.Live ?? [];
        var managers = FieldManagers.Read(request.Live) ?? throw PatchFailures.ManagedFieldsUnreadable();
        managers.Reconcile(schema);
        if (request.Live is not null && managers.Entries.Count == 0)
        {
            ManagedFields.Record(managers, [], live, schema, writer with { Manager = BeforeFirstApply, Subresource = string.Empty });
        }

        var merged = WithoutManagedFields(live);
        FieldMerge.Into(merged, request.Configuration, schema);
        var fields = FieldExtraction.FieldsOf(request.Configuration, schema).RecursiveDifference(writer.Ignored);
        var own = new FieldManagerEntry(
            ManagedFields.NameOf(writer), true, writer.ApiVersion, writer.Subresource, fields, FieldManagers.TimeText(writer.Time));
        var last = managers.Find(own);
        if (last is not null && !last.Fields.SameAs(OwnedFields.Of(fields)))
        {
            merged = ApplyPruning.Prune(merged, last.Fields, fields, managers.Entries.Where(entry => !entry.IsSameWriter(own)), schema);
        }

        var changes = FieldComparison.Between(live, merged, schema).Except(writer.Ignored);
        var conflicts = Conflicts(managers, own, changes);
        if (conflicts.Count > 0 && !force)
        {
            return new ApplyOutcome(null, conflicts);
        }

        managers.TakeFromOthers(own, changes.Modified.Union(changes.Added).Union(changes.Removed));
        var isUnchanged = last is not null && changes.Except(ServerFields).IsEmpty;
        managers.Set(own with { Fields = OwnedFields.Of(fields), Time = isUnchanged ? last!.Time : own.Time });
        managers.WriteTo(merged);
        NullPruning.Prune(merged, schema);
        return new ApplyOutcome(merged, []);
    }

    private static FieldSet ServerFields { get; } = FieldSet.Of(["f:metadata", "f:managedFields"]);

    private static List<ApplyConflict> Conflicts(FieldManagers managers, FieldManagerEntry own, FieldChanges changes)
    {
        var changed = changes.Modified.Union(changes.Added);
        var conflicts = new List<ApplyConflict>();
        foreach (var entry in managers.Entries.Where(entry => !entry.IsSameWriter(own)).OrderBy(entry => entry.Manager, StringComparer.Ordinal))
        {
            var taken = entry.Fields.Intersection(changed);
            conflicts.AddRange(taken.Paths().Select(path => new ApplyConflict(entry.Describe(), FieldSet.Describe(path))));
        }

        return conflicts;
    }

    private static JsonObject WithoutManagedFields(JsonObject live)
    {
        var copy = new JsonObject();
        foreach (var (name, value) in live)
        {
            if (name != "metadata" || value is not JsonObject metadata)
            {
                copy.Add(name, value?.DeepClone());
                continue;
            }

            var kept = new JsonObject();
            foreach (var (field, content) in metadata)
            {
                if (field != "managedFields")
                {
                    kept.Add(field, content?.DeepClone());
                }
            }

            copy.Add(name, kept);
        }

        return copy;
    }
}
