namespace IdpBuilder.Docker.Operations;

/// <summary>Makes one figure of what an engine says of an image's layers.</summary>
/// <param name="report">Is told a percentage whenever it grows.</param>
internal sealed class LayerProgress(Action<int> report)
{
    private readonly Dictionary<string, (long Current, long Total)> _layers = new(StringComparer.Ordinal);
    private int _last = -1;

    /// <summary>Takes what the engine says of one layer.</summary>
    /// <param name="layer">Its id; messages without one concern the image.</param>
    /// <param name="status">What is done to it.</param>
    /// <param name="current">Bytes done.</param>
    /// <param name="total">Bytes in all; 0 when not told.</param>
    public void Take(string? layer, string? status, long current, long total)
    {
        // Extracting begins again from zero: a layer counts as done when it is there, which is nearly all of the time.
        if (layer is not null && status == "Downloading" && total > 0)
        {
            _layers[layer] = (current, total);
        }
        else if (layer is not null && status is "Download complete" or "Pull complete" && _layers.TryGetValue(layer, out var known))
        {
            _layers[layer] = (known.Total, known.Total);
        }
        else
        {
            return;
        }

        var percent = (int)(100 * _layers.Values.Sum(bytes => bytes.Current) / Math.Max(1, _layers.Values.Sum(bytes => bytes.Total)));
        if (percent > _last)
        {
            _last = percent;
            report(percent);
        }
    }
}
