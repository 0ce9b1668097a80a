namespace IdpBuilder.Benchmarks.Scenarios;

/// <summary>The same work done by this module and by kubectl, turn by turn.</summary>
/// <param name="what">The work.</param>
internal sealed class PairedTimes(string what)
{
    private readonly List<(TimeSpan Ours, TimeSpan Theirs)> _pairs = [];

    /// <summary>Adds a turn of each.</summary>
    public void Add(TimeSpan ours, TimeSpan theirs) => _pairs.Add((ours, theirs));

    /// <summary>Both times, and what is wanted: how many times as long as kubectl the module takes.</summary>
    public IEnumerable<Figure> Figures(string target) =>
    [
        Figure.Of($"{what}: `Install-IdpPackage -Direct`", string.Empty, _pairs.Select(pair => pair.Ours)),
        Figure.Of($"{what}: `kubectl apply --server-side`", string.Empty, _pairs.Select(pair => pair.Theirs)),
        new Figure($"{what}: ratio, pair by pair", target, "×", [.. _pairs.Select(pair => pair.Ours / pair.Theirs)]),
    ];
}
