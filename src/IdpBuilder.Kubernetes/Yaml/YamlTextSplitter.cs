namespace IdpBuilder.Kubernetes.Yaml;

/// <summary>
/// Cuts a text before every line that begins with the document marker <c>---</c>, as Kubernetes does before it parses:
/// a mistake in one document then cannot hide the others.
/// </summary>
internal static class YamlTextSplitter
{
    private const string Marker = "---";

    /// <summary>The stretches, in order; those without content are left out.</summary>
    public static IEnumerable<YamlText> Split(string text, string file)
    {
        var start = 0;
        var lines = 0;
        while (start < text.Length)
        {
            var end = EndOfStretch(text, start);
            var stretch = new YamlText(text[start..end], file, lines);
            if (!stretch.IsEmpty())
            {
                yield return stretch;
            }

            lines += text.AsSpan(start, end - start).Count('\n');
            start = end;
        }
    }

    private static int EndOfStretch(string text, int start)
    {
        for (var search = start; ;)
        {
            var found = text.IndexOf("\n" + Marker, search, StringComparison.Ordinal);
            if (found < 0)
            {
                return text.Length;
            }

            var after = found + 1 + Marker.Length;
            if (after >= text.Length || char.IsWhiteSpace(text[after]))
            {
                return found + 1;
            }

            search = after;
        }
    }
}
