namespace IdpBuilder.Host.Editing;

/// <summary>Puts one candidate after the other into the line, as Tab is pressed again.</summary>
internal sealed class CompletionCycle(LineCandidates candidates)
{
    private int _index = -1;
    private int _length = candidates.Length;

    /// <summary>How many candidates there are.</summary>
    public int Count => candidates.Texts.Count;

    /// <summary>Puts the next candidate in, or with -1 the one before.</summary>
    public void Step(LineBuffer line, int step)
    {
        _index = _index < 0 && step < 0 ? Count - 1 : (_index + step + Count) % Count;
        line.Replace(candidates.Start, _length, candidates.Texts[_index]);
        _length = candidates.Texts[_index].Length;
    }
}
