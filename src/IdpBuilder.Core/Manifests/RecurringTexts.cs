using System.Text;
using System.Text.Json;

namespace IdpBuilder.Manifests;

/// <summary>
/// Gives equal short texts one string: a cluster's objects say <c>metadata</c>, <c>Pod</c> and the names of namespaces a hundred thousand
/// times. It forgets what it has no room for. Threads may share it: a lost race only costs a string.
/// </summary>
internal sealed class RecurringTexts
{
    private const int Longest = 48;
    private const int Slots = 4096;

    private readonly string?[] _known = new string?[Slots];

    /// <summary>The text of the token that a reader is at.</summary>
    public string Read(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped || reader.HasValueSequence || reader.ValueSpan.Length is 0 or > Longest)
        {
            return reader.GetString()!;
        }

        var hash = default(HashCode);
        hash.AddBytes(reader.ValueSpan);
        ref var slot = ref _known[hash.ToHashCode() & (Slots - 1)];
        if (slot is { } known && Ascii.Equals(reader.ValueSpan, known))
        {
            return known;
        }

        return slot = reader.GetString()!;
    }
}
