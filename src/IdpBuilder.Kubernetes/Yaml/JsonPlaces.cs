using System.Text;

namespace IdpBuilder.Kubernetes.Yaml;

/// <summary>The places of bytes of a stretch. They are asked for from its beginning to its end most of the time: no byte is counted twice on that way.</summary>
/// <param name="text">The stretch.</param>
/// <param name="bytes">The stretch in UTF-8.</param>
internal sealed class JsonPlaces(YamlText text, byte[] bytes)
{
    private readonly object _gate = new();
    private int _offset;
    private int _line = 1;
    private int _column = 1;

    /// <summary>The place of a byte; of the nearest one when there is none.</summary>
    public SourceSpan Of(int offset)
    {
        offset = Math.Clamp(offset, 0, bytes.Length);
        lock (_gate)
        {
            if (offset < _offset)
            {
                (_offset, _line, _column) = (0, 1, 1);
            }

            var way = bytes.AsSpan(_offset, offset - _offset);
            var lineBreak = way.LastIndexOf((byte)'\n');
            _line += lineBreak < 0 ? 0 : way.Count((byte)'\n');
            _column = (lineBreak < 0 ? _column : 1) + Encoding.UTF8.GetCharCount(way[(lineBreak + 1)..]);
            _offset = offset;
            return new SourceSpan(text.File, text.LinesBefore + _line, _column);
        }
    }
}
