namespace IdpBuilder.Embedded.Discovery;

/// <summary>A column that a CRD adds to tables.</summary>
internal sealed record PrinterColumn(string Name, string Type, string Format, string Description, int Priority, string JsonPath);
