namespace IdpBuilder.Embedded.Registry;

/// <summary>One thing that makes an object invalid.</summary>
/// <param name="Reason">The cause's reason, such as <c>FieldValueInvalid</c>.</param>
/// <param name="Message">What is wrong, without the field.</param>
/// <param name="Field">The field's path.</param>
internal readonly record struct FieldFault(string Reason, string Message, string Field)
{
    public static FieldFault Required(string field, string why) => new("FieldValueRequired", Join("Required value", why), field);

    public static FieldFault Invalid(string field, string value, string why) =>
        new("FieldValueInvalid", Join($"Invalid value: \"{value}\"", why), field);

    public static FieldFault Forbidden(string field, string why) => new("FieldValueForbidden", Join("Forbidden", why), field);

    public static FieldFault TooLong(string field, string why) => new("FieldValueTooLong", Join("Too long", why), field);

    private static string Join(string what, string why) => why.Length == 0 ? what : $"{what}: {why}";
}
