using System.Globalization;
using System.Text;

namespace IdpBuilder.Git.Pushing;

/// <summary>The lines of git's protocol: four hexadecimal digits say how long each is, and <c>0000</c> ends a group.</summary>
internal static class PacketLine
{
    private const int LengthDigits = 4;

    /// <summary>What ends a group.</summary>
    public static ReadOnlyMemory<byte> End { get; } = "0000"u8.ToArray();

    /// <summary>The line of a text.</summary>
    public static byte[] Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [.. Encoding.ASCII.GetBytes((bytes.Length + LengthDigits).ToString("x4", CultureInfo.InvariantCulture)), .. bytes];
    }

    /// <summary>What the lines hold, up to the end of the group or of the bytes.</summary>
    /// <exception cref="InvalidDataException">These are no such lines.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> Read(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (bytes.Length < LengthDigits
                || !int.TryParse(Encoding.ASCII.GetString(bytes.Span[..LengthDigits]), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length)
                || length is > 0 and < LengthDigits
                || length > bytes.Length)
            {
                throw new InvalidDataException("the answer is not in git's protocol");
            }

            if (length == 0)
            {
                yield break;
            }

            yield return bytes[LengthDigits..length];
            bytes = bytes[length..];
        }
    }
}
