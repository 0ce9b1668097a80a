using System.Collections;
using System.Management.Automation.Language;
using IdpBuilder.Host;

namespace IdpBuilder.Tests.Help;

/// <summary>What the manifest of the module exports.</summary>
internal static class ExportedCmdlets
{
    private static readonly Lazy<IReadOnlyList<string>> Lazily = new(Read);

    public static IReadOnlyList<string> Names => Lazily.Value;

    public static TheoryData<string> Rows => [.. Names];

    private static IReadOnlyList<string> Read()
    {
        var manifest = (HashtableAst)Parser.ParseFile(HostSession.ModulePath, out _, out _).Find(node => node is HashtableAst, searchNestedScriptBlocks: false);
        var values = (Hashtable)manifest.SafeGetValue();
        return [.. ((object[])values["CmdletsToExport"]!).Cast<string>().Order(StringComparer.Ordinal)];
    }
}
