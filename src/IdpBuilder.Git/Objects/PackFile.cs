using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace IdpBuilder.Git.Objects;

/// <summary>Writes objects the way git sends them: one after the other, each compressed by itself, with a hash of all at the end.</summary>
internal static class PackFile
{
    private const int Version = 2;

    private static ReadOnlySpan<byte> CompressedNothing => [0x78, 0x9C, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01];

    /// <summary>The pack of some objects.</summary>
    public static byte[] Of(IReadOnlyCollection<GitObject> objects)
    {
        using var pack = new MemoryStream();
        Span<byte> header = stackalloc byte[12];
        "PACK"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], Version);
        BinaryPrimitives.WriteInt32BigEndian(header[8..], objects.Count);
        pack.Write(header);
        foreach (var item in objects)
        {
            Begin(pack, item.Type, item.Content.Length);
            Compress(pack, item.Content.Span);
        }

        pack.Write(SHA1.HashData(pack.GetBuffer().AsSpan(0, (int)pack.Length)));
        return pack.ToArray();
    }

    private static void Compress(MemoryStream pack, ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
        {
            // For nothing the framework writes nothing, not even that it is compressed.
            pack.Write(CompressedNothing);
            return;
        }

        using var compressed = new ZLibStream(pack, CompressionLevel.Fastest, leaveOpen: true);
        compressed.Write(content);
    }

    // Four bits of the size go with the type, the others follow seven at a time, the lowest first.
    private static void Begin(MemoryStream pack, GitObjectType type, int size)
    {
        var next = ((int)type << 4) | (size & 0x0F);
        for (var rest = size >> 4; ; rest >>= 7)
        {
            pack.WriteByte((byte)(rest > 0 ? next | 0x80 : next));
            if (rest == 0)
            {
                return;
            }

            next = rest & 0x7F;
        }
    }
}
