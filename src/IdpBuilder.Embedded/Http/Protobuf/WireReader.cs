using System.Buffers.Binary;
using System.Text;

namespace IdpBuilder.Embedded.Http.Protobuf;

/// <summary>Cuts a protobuf message into its fields, without knowing what they mean.</summary>
internal ref struct WireReader(ReadOnlySpan<byte> message)
{
    private const int LongestVarint = 10;
    private ReadOnlySpan<byte> _rest = message;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Reads the next field's number and type; false at the end.</summary>
    /// <exception cref="ProtobufException">Thrown by every method for bytes that end too early or mean nothing.</exception>
    public bool TryReadTag(out int number, out WireType type)
    {
        (number, type) = (0, WireType.Varint);
        if (_rest.IsEmpty)
        {
            return false;
        }

        var tag = ReadVarint();
        number = tag >> 3 is > 0 and <= int.MaxValue and var valid
            ? (int)valid
            : throw new ProtobufException($"proto: illegal tag {tag >> 3} (wire type {tag & 7})");
        type = (WireType)(tag & 7);
        return true;
    }

    public ulong ReadVarint()
    {
        ulong value = 0;
        for (var at = 0; at < LongestVarint; at++)
        {
            if (at >= _rest.Length)
            {
                throw TooShort();
            }

            value |= (ulong)(_rest[at] & 0x7F) << (7 * at);
            if (_rest[at] < 0x80)
            {
                _rest = _rest[(at + 1)..];
                return value;
            }
        }

        throw new ProtobufException("proto: integer overflow");
    }

    /// <summary>Reads a number of the wire type that it must have.</summary>
    public ulong ReadVarint(WireType type)
    {
        Expect(WireType.Varint, type);
        return ReadVarint();
    }

    public ReadOnlySpan<byte> ReadBytes(WireType type)
    {
        Expect(WireType.Bytes, type);
        var length = ReadVarint();
        return length <= (ulong)_rest.Length ? Take((int)length) : throw TooShort();
    }

    /// <summary>Reads text; bytes that are no UTF-8 become replacement characters, as they do in upstream's JSON.</summary>
    public string ReadText(WireType type) => Encoding.UTF8.GetString(ReadBytes(type));

    public double ReadDouble(WireType type)
    {
        Expect(WireType.Fixed64, type);
        return BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));
    }

    /// <summary>Passes over a field that nobody knows.</summary>
    public void Skip(WireType type)
    {
        var groups = 0;
        do
        {
            groups += SkipOne(type);
        }
        while (groups > 0 && (TryReadTag(out _, out type) ? true : throw TooShort()));
    }

    private int SkipOne(WireType type)
    {
        switch (type)
        {
            case WireType.Varint:
                ReadVarint();
                return 0;
            case WireType.Fixed64:
                Take(sizeof(ulong));
                return 0;
            case WireType.Bytes:
                ReadBytes(type);
                return 0;
            case WireType.StartGroup:
                return 1;
            case WireType.EndGroup:
                return -1;
            case WireType.Fixed32:
                Take(sizeof(uint));
                return 0;
            default:
                throw new ProtobufException($"proto: illegal wireType {(int)type}");
        }
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
        {
            throw TooShort();
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private static void Expect(WireType expected, WireType found)
    {
        if (found != expected)
        {
            throw new ProtobufException($"proto: wrong wireType = {(int)found}, expected {(int)expected}");
        }
    }

    private static ProtobufException TooShort() => new("unexpected EOF");
}
