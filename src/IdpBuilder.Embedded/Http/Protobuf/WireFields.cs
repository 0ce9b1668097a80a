using System.Text;

namespace IdpBuilder.Embedded.Http.Protobuf;

/// <summary>The fields of a small message by number, for types that are known by heart.</summary>
internal sealed class WireFields
{
    private readonly Dictionary<int, ulong> _numbers = [];
    private readonly Dictionary<int, List<ReadOnlyMemory<byte>>> _bytes = [];

    private WireFields()
    {
    }

    /// <summary>Reads a message.</summary>
    /// <exception cref="ProtobufException">The bytes are no message.</exception>
    public static WireFields Read(ReadOnlySpan<byte> message)
    {
        var fields = new WireFields();
        var wire = new WireReader(message);
        while (wire.TryReadTag(out var number, out var type))
        {
            switch (type)
            {
                case WireType.Varint:
                    fields._numbers[number] = wire.ReadVarint();
                    break;
                case WireType.Bytes:
                    fields.List(number).Add(wire.ReadBytes(type).ToArray());
                    break;
                default:
                    wire.Skip(type);
                    break;
            }
        }

        return fields;
    }

    public bool Has(int number) => _bytes.ContainsKey(number);

    /// <summary>A number; 0 when it is absent. What comes last counts.</summary>
    public ulong Number(int number) => _numbers.GetValueOrDefault(number);

    public ReadOnlyMemory<byte> Bytes(int number) => _bytes.TryGetValue(number, out var all) ? all[^1] : ReadOnlyMemory<byte>.Empty;

    public string Text(int number) => Encoding.UTF8.GetString(Bytes(number).Span);

    public IEnumerable<ReadOnlyMemory<byte>> All(int number) => _bytes.GetValueOrDefault(number, []);

    public IEnumerable<string> Texts(int number) => All(number).Select(text => Encoding.UTF8.GetString(text.Span));

    private List<ReadOnlyMemory<byte>> List(int number)
    {
        if (!_bytes.TryGetValue(number, out var list))
        {
            _bytes.Add(number, list = []);
        }

        return list;
    }
}
