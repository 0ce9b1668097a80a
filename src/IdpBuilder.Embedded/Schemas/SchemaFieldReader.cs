using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas;

/// <summary>
/// Reads a field's line of a schema table: <c>[number] name[!] type mark…</c>. <c>!</c> means required; <c>[T]</c> is a list and <c>{T}</c>
/// a map; marks are <c>set</c>, <c>map(keys)</c>, <c>atomic</c>, <c>value</c>, <c>merge</c>, <c>merge(key)</c>, <c>replace</c>, <c>retainKeys</c>,
/// <c>="default"</c> and <c>enum(a|b)</c>.
/// </summary>
internal static class SchemaFieldReader
{
    private static readonly Dictionary<string, TypeSchema> Scalars = new(StringComparer.Ordinal)
    {
        ["string"] = new() { Type = SchemaType.String },
        ["bytes"] = new() { Type = SchemaType.String, Format = "byte" },
        ["time"] = new() { Type = SchemaType.String, Format = "date-time", Name = "io.k8s.apimachinery.pkg.apis.meta.v1.Time" },
        ["microtime"] = new() { Type = SchemaType.String, Format = "date-time", Name = "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime" },
        ["duration"] = new() { Type = SchemaType.String, Name = "io.k8s.apimachinery.pkg.apis.meta.v1.Duration" },
        ["quantity"] = new() { Type = SchemaType.IntOrString, Format = "quantity", Name = "io.k8s.apimachinery.pkg.api.resource.Quantity" },
        ["intOrString"] = new() { Type = SchemaType.IntOrString, Format = "int-or-string", Name = "io.k8s.apimachinery.pkg.util.intstr.IntOrString" },
        ["int32"] = new() { Type = SchemaType.Integer, Format = "int32" },
        ["int64"] = new() { Type = SchemaType.Integer, Format = "int64" },
        ["double"] = new() { Type = SchemaType.Number, Format = "double" },
        ["float"] = new() { Type = SchemaType.Number, Format = "float" },
        ["boolean"] = new() { Type = SchemaType.Boolean },
        ["any"] = TypeSchema.Any,
        ["json"] = TypeSchema.Any with { Name = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON" },
        ["schemaOrList"] = TypeSchema.Any with { Name = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrArray" },
        ["schemaOrBool"] = TypeSchema.Any with { Name = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrBool" },
        ["schemaOrTexts"] = TypeSchema.Any with { Name = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrStringArray" },
        ["raw"] = new() { Type = SchemaType.Object, AdditionalProperties = TypeSchema.Any, PreserveUnknownFields = true, Name = "io.k8s.apimachinery.pkg.runtime.RawExtension" },
        ["fields"] = new() { Type = SchemaType.Object, AdditionalProperties = TypeSchema.Any, PreserveUnknownFields = true, Name = "io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1" },
    };

    /// <summary>Plain text.</summary>
    public static TypeSchema Text => Scalars["string"];

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line without its indentation.</param>
    /// <param name="table">The table in which type names without a prefix are meant.</param>
    /// <exception cref="FormatException">The line is no field.</exception>
    public static SchemaField Read(string line, string table)
    {
        var (number, rest) = Number(line);
        var nameEnd = rest.IndexOf(' ', StringComparison.Ordinal);
        if (nameEnd < 1)
        {
            throw new FormatException($"The schema table '{table}' has a field without a type: {line}");
        }

        var name = rest[..nameEnd];
        rest = rest[(nameEnd + 1)..];
        var typeEnd = rest.IndexOf(' ', StringComparison.Ordinal);
        var schema = TypeOf(typeEnd < 0 ? rest : rest[..typeEnd], table);
        if (typeEnd > 0)
        {
            schema = Mark(schema, rest[(typeEnd + 1)..], table);
        }

        return new SchemaField(name.TrimEnd('!'), name[^1] == '!', schema, number);
    }

    private static (string Number, string Field) Number(string line)
    {
        var end = char.IsAsciiDigit(line[0]) ? line.IndexOf(' ', StringComparison.Ordinal) : -1;
        return end < 0 ? (string.Empty, line) : (line[..end], line[(end + 1)..]);
    }

    private static TypeSchema TypeOf(string type, string table) => type[0] switch
    {
        '[' => new TypeSchema { Type = SchemaType.List, Items = TypeOf(type[1..^1], table) },
        '{' => new TypeSchema { Type = SchemaType.Object, AdditionalProperties = TypeOf(type[1..^1], table) },
        _ when Scalars.TryGetValue(type, out var scalar) => scalar,
        _ => SchemaCatalog.Type(type.Contains('.', StringComparison.Ordinal) ? type : $"{table}.{type}"),
    };

    private static TypeSchema Mark(TypeSchema schema, string marks, string table)
    {
        while (marks.Length > 0)
        {
            var (mark, argument, following) = Next(marks);
            schema = mark switch
            {
                "set" => schema with { ListKind = ListKind.Set },
                "map" => schema with { ListKind = ListKind.Map, MapKeys = argument.Split(',') },
                "atomic" => schema with { IsAtomic = true },
                "value" => schema with { IsAlwaysPresent = true },
                "merge" => schema with { PatchStrategy = schema.PatchStrategy | PatchStrategy.Merge, PatchMergeKey = argument },
                "replace" => schema with { PatchStrategy = schema.PatchStrategy | PatchStrategy.Replace },
                "retainKeys" => schema with { PatchStrategy = schema.PatchStrategy | PatchStrategy.RetainKeys },
                "enum" => WithEnum(schema, argument.Split('|')),
                "=" => schema with { Default = JsonNode.Parse(argument) },
                _ => throw new FormatException($"The schema table '{table}' has an unknown mark: {mark}"),
            };
            marks = following;
        }

        return schema;
    }

    private static TypeSchema WithEnum(TypeSchema schema, string[] values)
    {
        JsonNode?[] allowed = [.. values.Select(value => JsonValue.Create(value))];
        return schema.Items is { } items
            ? schema with { Items = items with { Enum = allowed } }
            : schema with { Enum = allowed };
    }

    // An argument in brackets may contain blanks, a default may not.
    private static (string Mark, string Argument, string Following) Next(string marks)
    {
        var blank = marks.IndexOf(' ', StringComparison.Ordinal);
        var bracket = marks.IndexOf('(', StringComparison.Ordinal);
        if (marks[0] != '=' && bracket > 0 && (blank < 0 || bracket < blank))
        {
            var close = marks.IndexOf(')', bracket);
            return (marks[..bracket], marks[(bracket + 1)..close], marks[(close + 1)..].TrimStart());
        }

        var word = blank < 0 ? marks : marks[..blank];
        var rest = blank < 0 ? string.Empty : marks[(blank + 1)..];
        return word[0] == '=' ? ("=", word[1..], rest) : (word, string.Empty, rest);
    }
}
