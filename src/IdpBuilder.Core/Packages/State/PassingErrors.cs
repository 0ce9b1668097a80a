using System.Text.RegularExpressions;

namespace IdpBuilder.Packages.State;

/// <summary>
/// Tells errors that pass by themselves (the git server starting, a connection cut) from those that do not. Argo CD says only in words
/// what kept it from comparing, so the words are looked for that Go's network packages and gRPC use, in the form they use them.
/// </summary>
internal static partial class PassingErrors
{
    /// <summary>Whether an error is worth waiting for its end.</summary>
    public static bool Includes(string message) => Pattern().IsMatch(message);

    // A bare EOF is no sign: parsers say the same of a file that ends too early. A server that hung up is named with its address.
    [GeneratedRegex("""
        \bdial\ tcp\b | \bi/o\ timeout\b | \bno\ such\ host\b
        | \bconnection\ (refused|reset\ by\ peer) | \bcontext\ deadline\ exceeded\b
        | \bcode\ =\ (Unavailable|DeadlineExceeded)\b
        | \b(502\ Bad\ Gateway|503\ Service\ Unavailable|504\ Gateway\ Time-?out)\b
        | \b(Get|Head|Post)\ "[^"]+":\ (unexpected\ )?EOF\b
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
