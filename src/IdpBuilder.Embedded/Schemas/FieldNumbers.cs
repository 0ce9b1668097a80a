using System.Globalization;

namespace IdpBuilder.Embedded.Schemas;

/// <summary>The protobuf form of a type: its fields by number.</summary>
internal sealed class FieldNumbers
{
    private readonly Dictionary<int, NumberedField> _fields = [];

    private FieldNumbers()
    {
    }

    public IEnumerable<KeyValuePair<int, NumberedField>> All => _fields;

    /// <summary>Reads the numbers of fields; those without one are left out.</summary>
    /// <exception cref="FormatException">A number is none, or comes twice.</exception>
    public static FieldNumbers Of(IEnumerable<SchemaField> fields)
    {
        var numbers = new FieldNumbers();
        foreach (var field in fields.Where(field => field.Number.Length > 0))
        {
            numbers.Add(field);
        }

        return numbers;
    }

    public NumberedField? Find(int number) => _fields.GetValueOrDefault(number);

    private void Add(SchemaField field)
    {
        var path = field.Number.TrimEnd('*').Split('.');
        var at = this;
        foreach (var step in path.SkipLast(1))
        {
            at = at.Inline(Number(step, field));
        }

        var added = at._fields.TryAdd(Number(path[^1], field), new NumberedField
        {
            Name = field.Name,
            Schema = field.Schema,
            KeepsZero = field.Required || field.Number[^1] == '*',
        });
        if (!added)
        {
            throw new FormatException($"The field '{field.Name}' has the number {field.Number} of another field.");
        }
    }

    private FieldNumbers Inline(int number)
    {
        if (!_fields.TryGetValue(number, out var field))
        {
            field = new NumberedField { Inlined = new FieldNumbers() };
            _fields.Add(number, field);
        }

        return field.Inlined ?? throw new FormatException($"The field '{field.Name}' has the number {number} of an inlined message.");
    }

    private static int Number(string text, SchemaField field) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new FormatException($"The field '{field.Name}' has the number '{field.Number}', which is none.");
}
