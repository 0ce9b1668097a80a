using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using IdpBuilder.Embedded.Discovery;
using IdpBuilder.Embedded.Registry;

namespace IdpBuilder.Embedded.Http;

/// <summary>Writes lists from bytes that every object has ready.</summary>
internal static class ListBody
{
    public static byte[] Write(ResourceType type, ListPage page)
    {
        var buffer = new ArrayBufferWriter<byte>(4096 + (page.Items.Count * 1024));
        buffer.Write("{\"kind\":"u8);
        WriteText(buffer, type.ListKind);
        buffer.Write(",\"apiVersion\":"u8);
        WriteText(buffer, type.Type.ApiVersion);
        buffer.Write(",\"metadata\":{\"resourceVersion\":"u8);
        WriteText(buffer, page.Revision.ToString(CultureInfo.InvariantCulture));
        if (page.Continue.Length > 0)
        {
            buffer.Write(",\"continue\":"u8);
            WriteText(buffer, page.Continue);
        }

        if (page.Remaining is { } remaining)
        {
            buffer.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $",\"remainingItemCount\":{remaining}")));
        }

        buffer.Write("},\"items\":["u8);
        WriteItems(buffer, type, page);
        buffer.Write("]}"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteItems(ArrayBufferWriter<byte> buffer, ResourceType type, ListPage page)
    {
        for (var index = 0; index < page.Items.Count; index++)
        {
            if (index > 0)
            {
                buffer.Write(","u8);
            }

            var encoded = page.Items[index].Encode(type.View);
            if (type.Custom is null)
            {
                // Items of built-in lists leave out their type; those of custom resources have it.
                buffer.Write("{"u8);
                buffer.Write(encoded.Fields);
            }
            else
            {
                buffer.Write(encoded.Utf8);
            }
        }
    }

    private static void WriteText(ArrayBufferWriter<byte> buffer, string text)
    {
        buffer.Write("\""u8);
        buffer.Write(JsonEncodedText.Encode(text).EncodedUtf8Bytes);
        buffer.Write("\""u8);
    }
}
