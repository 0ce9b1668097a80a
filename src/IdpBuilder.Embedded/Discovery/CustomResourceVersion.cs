using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Discovery;

/// <summary>What a CRD says about one version of its resource.</summary>
/// <param name="Definition">The name of the CRD.</param>
/// <param name="Generation">Changes whenever the CRD's spec does.</param>
/// <param name="Schema">The version's structural schema, read when first needed: few of the types that a package defines are used.</param>
/// <param name="Columns">The columns it adds to tables; empty for the default ones.</param>
/// <param name="SelectableFields">The fields, as JSON paths with a leading dot, that field selectors may name.</param>
internal sealed record CustomResourceVersion(
    string Definition, long Generation, Lazy<TypeSchema> Schema, IReadOnlyList<PrinterColumn> Columns, IReadOnlyList<string> SelectableFields);
