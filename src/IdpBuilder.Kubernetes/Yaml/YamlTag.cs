using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace IdpBuilder.Kubernetes.Yaml;

/// <summary>Lets tags such as <c>!!str</c> decide how a scalar is read.</summary>
internal static class YamlTag
{
    private const string Prefix = "tag:yaml.org,2002:";

    /// <summary>Whether the tag marks a merge key.</summary>
    public static bool IsMerge(TagName tag) => !tag.IsEmpty && tag.Value == Prefix + "merge";

    /// <summary>The value of a scalar by its tag, or by its form when it has none.</summary>
    public static object? Resolve(Scalar scalar, YamlText text)
    {
        if (scalar.Tag.IsEmpty)
        {
            return scalar.Style == ScalarStyle.Plain ? YamlScalar.Resolve(scalar.Value) : scalar.Value;
        }

        if (scalar.Tag.IsNonSpecific || !scalar.Tag.Value.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return scalar.Value;
        }

        var name = scalar.Tag.Value[Prefix.Length..];
        return name switch
        {
            "binary" => Decode(scalar, text),
            "int" or "float" or "bool" or "null" => Typed(name, scalar, text),
            _ => scalar.Value,
        };
    }

    private static object? Typed(string name, Scalar scalar, YamlText text) => (name, YamlScalar.Resolve(scalar.Value)) switch
    {
        ("float", long number) => (double)number,
        ("float", ulong number) => (double)number,
        ("float", double number) => number,
        ("int", long number) => number,
        ("int", ulong number) => number,
        ("bool", bool flag) => flag,
        ("null", null) => null,
        _ => throw new YamlMistakeException(YamlMistakes.TagContradicts(scalar.Value, "!!" + name, text.PlaceOf(scalar.Start))),
    };

    private static string Decode(Scalar scalar, YamlText text)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(scalar.Value));
        }
        catch (FormatException)
        {
            throw new YamlMistakeException(YamlMistakes.TagContradicts(scalar.Value, "!!binary", text.PlaceOf(scalar.Start)));
        }
    }
}
