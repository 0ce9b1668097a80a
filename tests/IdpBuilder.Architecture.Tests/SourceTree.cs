using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IdpBuilder.Tests;

/// <summary>The C# files of the product, parsed once.</summary>
internal static class SourceTree
{
    public static IReadOnlyList<SyntaxTree> Product { get; } = Parse("src");

    public static IReadOnlyList<SyntaxTree> Tests { get; } = Parse("tests");

    /// <summary>The file's path below the root, with forward slashes.</summary>
    public static string NameOf(SyntaxTree tree) => Path.GetRelativePath(Repository.Root, tree.FilePath).Replace('\\', '/');

    public static int LinesOf(SyntaxTree tree) => tree.GetText().Lines.Count;

    private static List<SyntaxTree> Parse(string folder) =>
    [
        .. Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), path: path)),
    ];
}
