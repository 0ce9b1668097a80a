using System.Security.Cryptography;

namespace IdpBuilder.Embedded.Registry;

/// <summary>Makes names from <c>generateName</c> prefixes.</summary>
internal static class NameGenerator
{
    // No vowels and no digits that look like them: names must not spell words.
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";
    private const int SuffixLength = 5;
    private const int MaximumPrefix = 63 - SuffixLength;

    public static string Next(string prefix) =>
        (prefix.Length > MaximumPrefix ? prefix[..MaximumPrefix] : prefix) + RandomNumberGenerator.GetString(Alphabet, SuffixLength);
}
