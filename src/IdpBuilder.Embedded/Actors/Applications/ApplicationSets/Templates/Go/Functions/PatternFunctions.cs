using System.Text.RegularExpressions;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Functions;

/// <summary>Regular expressions. Those that only Go's syntax knows are errors, as bad ones are.</summary>
internal static class PatternFunctions
{
    /// <summary>The functions.</summary>
    public static IReadOnlyList<GoFunction> All { get; } =
    [
        GoFunction.Of<string, string>("regexMatch", (pattern, text) => Compile(pattern).IsMatch(text)),
        GoFunction.Of<string, string>("regexFind", (pattern, text) => Compile(pattern).Match(text).Value),
        GoFunction.Of<string, string, long>("regexFindAll", (pattern, text, count) =>
            Compile(pattern).Matches(text).Take(Limit(count)).Select(match => (object?)match.Value).ToList()),
        GoFunction.Of<string, string, string>("regexReplaceAll", (pattern, text, with) => Compile(pattern).Replace(text, DotNetReplacement(with))),
        GoFunction.Of<string, string, string>("regexReplaceAllLiteral", (pattern, text, with) => Compile(pattern).Replace(text, _ => with)),
        GoFunction.Of<string, string, long>("regexSplit", (pattern, text, count) =>
            count == 0 ? new List<object?>() : Compile(pattern).Split(text, count < 0 ? 0 : Limit(count)).ToList<object?>()),
        GoFunction.Of<string>("regexQuoteMeta", Regex.Escape),
    ];

    private static int Limit(long count) => count < 0 || count > int.MaxValue ? int.MaxValue : (int)count;

    // Without backtracking, as in Go: no pattern, however bad, takes more than linear time.
    private static Regex Compile(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception mistake) when (mistake is ArgumentException or NotSupportedException)
        {
            throw new GoFunctionException($"error parsing regexp: {mistake.Message}");
        }
    }

    // Go takes the longest name behind the dollar sign; .NET knows ${name} too.
    private static string DotNetReplacement(string with) => Regex.Replace(with, @"\$(\w+)", "$${$1}", RegexOptions.CultureInvariant);
}
