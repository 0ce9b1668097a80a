using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Patching;

/// <summary>
/// An immutable set of fields, as a tree of sorted arrays. A field can be in the set, have fields below it in the set, or both.
/// </summary>
internal sealed class FieldSet
{
    public FieldSet(FieldSetEntry[] sorted) => Entries = sorted;

    public static FieldSet Empty { get; } = new([]);

    /// <summary>The fields of this level, in ordinal order of their steps.</summary>
    public IReadOnlyList<FieldSetEntry> Entries { get; }

    public bool IsEmpty => Entries.Count == 0;

    /// <summary>The number of fields in the set.</summary>
    public int Count => Entries.Sum(entry => (entry.IsMember ? 1 : 0) + (entry.Children?.Count ?? 0));

    /// <summary>The set of different fields in any order. The list is used up.</summary>
    public static FieldSet OfEntries(List<FieldSetEntry> entries)
    {
        if (entries.Count == 0)
        {
            return Empty;
        }

        entries.Sort(static (a, b) => string.CompareOrdinal(a.Element, b.Element));
        return new FieldSet([.. entries]);
    }

    /// <summary>The set of the given paths, each a list of steps.</summary>
    public static FieldSet Of(params string[][] paths)
    {
        var builder = new FieldSetBuilder();
        foreach (var path in paths)
        {
            builder.Insert(path);
        }

        return builder.Build();
    }

    /// <summary>Reads the content of <c>fieldsV1</c>; null when it is malformed.</summary>
    public static FieldSet? Parse(JsonObject fields)
    {
        var builder = new FieldSetBuilder();
        foreach (var (text, value) in fields)
        {
            if (text == ".")
            {
                continue;
            }

            if (FieldElement.Normalize(text) is not { } element || value is not JsonObject below || Parse(below) is not { } children)
            {
                return null;
            }

            builder.Add(element, below.Count == 0 || below.ContainsKey("."), children);
        }

        return builder.Build();
    }

    /// <summary>The content of <c>fieldsV1</c>.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject();
        foreach (var entry in Entries)
        {
            json.Add(entry.Element, ToJson(entry));
        }

        return json;
    }

    public FieldSetEntry? Find(string element)
    {
        var entries = (FieldSetEntry[])Entries;
        int low = 0, high = entries.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            var order = string.CompareOrdinal(entries[middle].Element, element);
            if (order == 0)
            {
                return entries[middle];
            }

            if (order < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return null;
    }

    /// <summary>The fields below a field; empty when there are none.</summary>
    public FieldSet Below(string element) => Find(element)?.Children ?? Empty;

    public bool Contains(string element) => Find(element) is { IsMember: true };

    /// <summary>Every field's path; fields before those below them.</summary>
    public IEnumerable<IReadOnlyList<string>> Paths()
    {
        var found = new List<IReadOnlyList<string>>();
        Collect(this, [], found);
        return found;
    }

    /// <summary>The set as messages show it: one path after another.</summary>
    public override string ToString() => string.Join(' ', Paths().Select(Describe));

    /// <summary>A path as messages show it, such as <c>.spec.containers[name="x"].image</c>.</summary>
    public static string Describe(IEnumerable<string> path) => string.Concat(path.Select(FieldElement.Describe));

    private static void Collect(FieldSet set, IReadOnlyList<string> prefix, List<IReadOnlyList<string>> found)
    {
        foreach (var entry in set.Entries.Where(entry => entry.IsMember))
        {
            found.Add([.. prefix, entry.Element]);
        }

        foreach (var entry in set.Entries.Where(entry => entry.Children is not null))
        {
            Collect(entry.Children!, [.. prefix, entry.Element], found);
        }
    }

    private static JsonObject ToJson(FieldSetEntry entry)
    {
        var json = new JsonObject();
        if (entry.Children is not { } children)
        {
            return json;
        }

        if (entry.IsMember)
        {
            json.Add(".", new JsonObject());
        }

        foreach (var child in children.Entries)
        {
            json.Add(child.Element, ToJson(child));
        }

        return json;
    }
}
