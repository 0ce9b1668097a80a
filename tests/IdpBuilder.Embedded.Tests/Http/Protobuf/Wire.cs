using System.Text;

namespace IdpBuilder.Tests.Http.Protobuf;

/// <summary>Writes the fields of protobuf messages.</summary>
internal static class Wire
{
    public static byte[] Message(params byte[][] fields) => [.. fields.SelectMany(field => field)];

    public static byte[] Number(int field, long value) => [.. Varint((ulong)(field << 3)), .. Varint((ulong)value)];

    public static byte[] Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    public static byte[] Bytes(int field, params byte[][] parts)
    {
        var message = Message(parts);
        return [.. Varint((ulong)((field << 3) | 2)), .. Varint((ulong)message.Length), .. message];
    }

    public static byte[] Double(int field, double value) => [.. Varint((ulong)((field << 3) | 1)), .. BitConverter.GetBytes(value)];

    /// <summary>A whole body: the four bytes that announce it, and the envelope around a message.</summary>
    public static byte[] Body(string apiVersion, string kind, params byte[][] fields) =>
        [.. "k8s\0"u8, .. Bytes(1, Text(1, apiVersion), Text(2, kind)), .. Bytes(2, fields)];

    public static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        while (value >= 0x80)
        {
            bytes.Add((byte)(value | 0x80));
            value >>= 7;
        }

        return [.. bytes, (byte)value];
    }
}
