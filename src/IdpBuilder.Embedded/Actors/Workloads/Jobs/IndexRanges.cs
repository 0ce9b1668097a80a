using System.Globalization;

namespace IdpBuilder.Embedded.Actors.Workloads.Jobs;

/// <summary>Writes sets of numbers as Kubernetes does: <c>1,3-5,7</c>.</summary>
internal static class IndexRanges
{
    public static string Text(IEnumerable<long> ascending)
    {
        var ranges = new List<(long First, long Last)>();
        foreach (var number in ascending)
        {
            if (ranges.Count > 0 && ranges[^1].Last == number - 1)
            {
                ranges[^1] = (ranges[^1].First, number);
            }
            else
            {
                ranges.Add((number, number));
            }
        }

        return string.Join(',', ranges.Select(range => range.First == range.Last
            ? range.First.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{range.First}{(range.Last == range.First + 1 ? ',' : '-')}{range.Last}")));
    }
}
