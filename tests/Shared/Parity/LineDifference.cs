namespace IdpBuilder.Tests.Parity;

/// <summary>Shows what differs between two texts, line by line.</summary>
internal static class LineDifference
{
    private const int Context = 2;

    /// <summary>The lines of both; those of the expected text alone begin with a minus, those of the actual one with a plus.</summary>
    public static string Of(string expected, string actual)
    {
        var lines = Merge(expected.Split('\n'), actual.Split('\n'));
        var near = Enumerable.Range(0, lines.Count)
            .Where(index => Enumerable.Range(index - Context, (2 * Context) + 1).Any(other => other >= 0 && other < lines.Count && lines[other][0] != ' '));
        return string.Join('\n', near.Select(index => lines[index]));
    }

    private static List<string> Merge(string[] left, string[] right)
    {
        var common = CommonLengths(left, right);
        var lines = new List<string>();
        for (int one = 0, two = 0; one < left.Length || two < right.Length;)
        {
            if (one < left.Length && two < right.Length && left[one] == right[two])
            {
                lines.Add(" " + left[one]);
                one++;
                two++;
            }
            else if (two == right.Length || (one < left.Length && common[one + 1, two] >= common[one, two + 1]))
            {
                lines.Add("-" + left[one++]);
            }
            else
            {
                lines.Add("+" + right[two++]);
            }
        }

        return lines;
    }

    // How many lines the rests from two places on have in common.
    private static int[,] CommonLengths(string[] left, string[] right)
    {
        var lengths = new int[left.Length + 1, right.Length + 1];
        for (var one = left.Length - 1; one >= 0; one--)
        {
            for (var two = right.Length - 1; two >= 0; two--)
            {
                lengths[one, two] = left[one] == right[two] ? lengths[one + 1, two + 1] + 1 : Math.Max(lengths[one + 1, two], lengths[one, two + 1]);
            }
        }

        return lengths;
    }
}
