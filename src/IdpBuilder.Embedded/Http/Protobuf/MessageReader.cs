using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Http.Protobuf;

/// <summary>Turns a message into the JSON that says the same, by the numbers of its type's fields.</summary>
internal static class MessageReader
{
    // Deeper than any object is; a recursive schema of a CRD could go on as long as its body does.
    private const int DeepestMessage = 200;

    /// <summary>Adds the fields of a message to an object; unknown ones are passed over, as upstream does.</summary>
    /// <exception cref="ProtobufException">The bytes are no such message.</exception>
    public static void Fill(JsonObject target, ReadOnlySpan<byte> message, FieldNumbers numbers, int depth)
    {
        if (depth > DeepestMessage)
        {
            throw new ProtobufException("proto: exceeded max depth");
        }

        var wire = new WireReader(message);
        while (wire.TryReadTag(out var number, out var type))
        {
            switch (numbers.Find(number))
            {
                case null:
                    wire.Skip(type);
                    break;
                case { Inlined: { } inlined }:
                    Fill(target, wire.ReadBytes(type), inlined, depth + 1);
                    break;
                case { Schema.Items: { } items } field:
                    AddItems(List(target, field.Name), ref wire, type, items, depth + 1);
                    break;
                case { Schema: { Name.Length: 0, AdditionalProperties: { } values } } field:
                    AddEntry(Map(target, field.Name), wire.ReadBytes(type), values, depth + 1);
                    break;
                case var field:
                    SetValue(target, field, ref wire, type, depth + 1);
                    break;
            }
        }
    }

    private static void SetValue(JsonObject target, NumberedField field, ref WireReader wire, WireType type, int depth)
    {
        var value = Value(ref wire, type, field.Schema, target[field.Name] as JsonObject, depth);
        if (value is null || (!field.KeepsZero && ScalarReader.IsZero(value)))
        {
            target.Remove(field.Name);
        }
        else if (!ReferenceEquals(target[field.Name], value))
        {
            target[field.Name] = value;
        }
    }

    // Numbers may come one by one, or several in one field.
    private static void AddItems(JsonArray list, ref WireReader wire, WireType type, TypeSchema items, int depth)
    {
        if (type != WireType.Bytes || items.Type != SchemaType.Integer)
        {
            list.Add(Value(ref wire, type, items, null, depth));
            return;
        }

        var packed = new WireReader(wire.ReadBytes(type));
        while (!packed.IsAtEnd)
        {
            list.Add(Value(ref packed, WireType.Varint, items, null, depth));
        }
    }

    // An entry of a map is a message of a key and a value, either of which is left out when empty.
    private static void AddEntry(JsonObject map, ReadOnlySpan<byte> entry, TypeSchema values, int depth)
    {
        var key = string.Empty;
        JsonNode? value = values.Type == SchemaType.String && values.Name.Length == 0 ? string.Empty : null;
        var wire = new WireReader(entry);
        while (wire.TryReadTag(out var number, out var type))
        {
            switch (number)
            {
                case 1:
                    key = wire.ReadText(type);
                    break;
                case 2:
                    value = Value(ref wire, type, values, null, depth);
                    break;
                default:
                    wire.Skip(type);
                    break;
            }
        }

        map[key] = value;
    }

    private static JsonNode? Value(ref WireReader wire, WireType type, TypeSchema schema, JsonObject? existing, int depth)
    {
        if (WellKnownMessages.Find(schema.Name) is { } read)
        {
            return read(wire.ReadBytes(type), depth);
        }

        if (schema.Items is { } items)
        {
            return Wrapped(wire.ReadBytes(type), items, depth);
        }

        if (schema.Type != SchemaType.Object)
        {
            return ScalarReader.Read(ref wire, type, schema);
        }

        var json = existing ?? [];
        Fill(json, wire.ReadBytes(type), schema.Fields.Numbers, depth);
        return json;
    }

    // Protobuf knows no list in a list or a map: a message stands in between.
    private static JsonArray Wrapped(ReadOnlySpan<byte> message, TypeSchema items, int depth)
    {
        var list = new JsonArray();
        var wire = new WireReader(message);
        while (wire.TryReadTag(out var number, out var type))
        {
            if (number == 1)
            {
                AddItems(list, ref wire, type, items, depth);
            }
            else
            {
                wire.Skip(type);
            }
        }

        return list;
    }

    private static JsonArray List(JsonObject target, string name)
    {
        if (target[name] is not JsonArray list)
        {
            target[name] = list = [];
        }

        return list;
    }

    private static JsonObject Map(JsonObject target, string name)
    {
        if (target[name] is not JsonObject map)
        {
            target[name] = map = [];
        }

        return map;
    }
}
