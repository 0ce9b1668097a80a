using System.Text;

namespace IdpBuilder.Embedded.Http.Protobuf;

/// <summary>Writes the fields of protobuf messages one after another.</summary>
internal sealed class WireWriter
{
    private readonly MemoryStream _bytes = new();

    public ReadOnlyMemory<byte> Written => _bytes.GetBuffer().AsMemory(0, (int)_bytes.Length);

    public void Flag(int field, bool value)
    {
        Tag(field, WireType.Varint);
        Varint(value ? 1UL : 0);
    }

    public void Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a message that a field consists of.</summary>
    public void Message(int field, Action<WireWriter> write)
    {
        var message = new WireWriter();
        write(message);
        Bytes(field, message.Written.Span);
    }

    private void Bytes(int field, ReadOnlySpan<byte> bytes)
    {
        Tag(field, WireType.Bytes);
        Varint((ulong)bytes.Length);
        _bytes.Write(bytes);
    }

    private void Tag(int field, WireType type) => Varint(((ulong)field << 3) | (uint)type);

    private void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            _bytes.WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        _bytes.WriteByte((byte)value);
    }
}
