using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace IdpBuilder.Kubernetes.Yaml;

/// <summary>Writes JSON as block-style YAML that every YAML version reads back as the same values.</summary>
public static partial class YamlWriter
{
    private static readonly string[] Words = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];

    /// <summary>The YAML text of a value, with one line feed at its end.</summary>
    public static string Write(JsonNode value)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings().WithBestWidth(int.MaxValue).WithNewLine("\n"));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(emitter, value);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Emit(Emitter emitter, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject { Count: 0 } or JsonArray { Count: 0 }:
                EmitEmpty(emitter, value is JsonObject);
                break;
            case JsonObject map:
                EmitMapping(emitter, map);
                break;
            case JsonArray list:
                EmitSequence(emitter, list);
                break;
            default:
                EmitScalar(emitter, value);
                break;
        }
    }

    private static void EmitMapping(Emitter emitter, JsonObject map)
    {
        emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Block));
        foreach (var (name, item) in map)
        {
            EmitText(emitter, name);
            Emit(emitter, item);
        }

        emitter.Emit(new MappingEnd());
    }

    private static void EmitSequence(Emitter emitter, JsonArray list)
    {
        emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Block));
        foreach (var item in list)
        {
            Emit(emitter, item);
        }

        emitter.Emit(new SequenceEnd());
    }

    private static void EmitEmpty(Emitter emitter, bool mapping)
    {
        if (mapping)
        {
            emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Flow));
            emitter.Emit(new MappingEnd());
        }
        else
        {
            emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Flow));
            emitter.Emit(new SequenceEnd());
        }
    }

    private static void EmitScalar(Emitter emitter, JsonNode? value)
    {
        if (value?.GetValueKind() == JsonValueKind.String)
        {
            EmitText(emitter, value.GetValue<string>());
        }
        else
        {
            emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, value?.ToJsonString() ?? "null", ScalarStyle.Plain, isPlainImplicit: true, isQuotedImplicit: false));
        }
    }

    // Quotes cost nothing; a text that some YAML version takes for a number, a date or a truth value costs a day.
    private static void EmitText(Emitter emitter, string text)
    {
        var plain = PlainText().IsMatch(text) && !Words.Contains(text, StringComparer.OrdinalIgnoreCase);
        emitter.Emit(new Scalar(
            AnchorName.Empty, TagName.Empty, text, plain ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted, isPlainImplicit: plain, isQuotedImplicit: true));
    }

    [GeneratedRegex(@"^[A-Za-z_/][A-Za-z0-9_/.-]*(?::[A-Za-z0-9_/.-]+)*\z")]
    private static partial Regex PlainText();
}
