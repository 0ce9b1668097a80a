using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdpBuilder.Kubernetes.Yaml;

/// <summary>
/// Turns built values into JSON nodes by writing and parsing JSON text: the nodes are then as compact and as lazy
/// as those of parsed JSON, and numbers can be read as any numeric type. Its buffers serve one document after the other.
/// </summary>
internal sealed class YamlToJson : IDisposable
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = YamlLimits.Depth + 1,
        SkipValidation = true,
    };

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly Utf8JsonWriter _writer;
    private int _valuesLeft;

    public YamlToJson() => _writer = new Utf8JsonWriter(_buffer, Options);

    /// <summary>The node of a document's value.</summary>
    /// <param name="value">What the builder made.</param>
    /// <param name="valueLimit">How many values may be written; aliases are written as often as they occur.</param>
    /// <param name="limit">Which limit was passed, when the answer is false.</param>
    /// <param name="node">The node.</param>
    public bool TryConvert(object? value, int valueLimit, out YamlLimit limit, out JsonNode? node)
    {
        _buffer.ResetWrittenCount();
        _writer.Reset(_buffer);
        _valuesLeft = valueLimit;
        node = null;
        limit = Write(value, 0);
        if (limit != YamlLimit.None)
        {
            return false;
        }

        _writer.Flush();
        node = JsonNode.Parse(_buffer.WrittenSpan, documentOptions: new JsonDocumentOptions { MaxDepth = YamlLimits.Depth + 1 });
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private YamlLimit Write(object? value, int depth)
    {
        if (--_valuesLeft < 0 || depth > YamlLimits.Depth)
        {
            return _valuesLeft < 0 ? YamlLimit.Values : YamlLimit.Depth;
        }

        switch (value)
        {
            case YamlMapping mapping:
                return WriteMapping(mapping, depth + 1);
            case List<object?> list:
                return WriteList(list, depth + 1);
            default:
                WriteScalar(value);
                return YamlLimit.None;
        }
    }

    private YamlLimit WriteMapping(YamlMapping mapping, int depth)
    {
        _writer.WriteStartObject();
        foreach (var entry in mapping.Entries)
        {
            _writer.WritePropertyName(entry.Key);
            var limit = Write(entry.Value, depth);
            if (limit != YamlLimit.None)
            {
                return limit;
            }
        }

        _writer.WriteEndObject();
        return YamlLimit.None;
    }

    private YamlLimit WriteList(List<object?> list, int depth)
    {
        _writer.WriteStartArray();
        foreach (var item in list)
        {
            var limit = Write(item, depth);
            if (limit != YamlLimit.None)
            {
                return limit;
            }
        }

        _writer.WriteEndArray();
        return YamlLimit.None;
    }

    private void WriteScalar(object? value)
    {
        switch (value)
        {
            case null:
                _writer.WriteNullValue();
                break;
            case string text:
                _writer.WriteStringValue(text);
                break;
            case bool flag:
                _writer.WriteBooleanValue(flag);
                break;
            case long number:
                _writer.WriteNumberValue(number);
                break;
            case ulong number:
                _writer.WriteNumberValue(number);
                break;
            default:
                _writer.WriteNumberValue((double)value);
                break;
        }
    }
}
