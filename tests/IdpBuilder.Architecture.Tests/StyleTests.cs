using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IdpBuilder.Tests;

public sealed class StyleTests
{
    private const int FileCap = 400;
    private const int MedianCap = 80;
    private const int MethodCap = 40;

    private static readonly string[] BannedWords = ["Utils", "Utility", "Utilities", "Helper", "Helpers", "Manager", "Common", "Misc"];

    private static readonly string[] SystemClocks =
    [
        "TimeProvider.System", "DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now", "DateTimeOffset.UtcNow",
        "Stopwatch.StartNew", "Stopwatch.GetTimestamp", "Environment.TickCount", "Environment.TickCount64", "Thread.Sleep",
    ];

    [Fact]
    public void No_file_is_longer_than_the_cap() =>
        AssertNone(SourceTree.Product.Concat(SourceTree.Tests).Where(tree => SourceTree.LinesOf(tree) > FileCap)
            .Select(tree => $"{SourceTree.NameOf(tree)}: {SourceTree.LinesOf(tree)} lines"));

    [Fact]
    public void The_median_file_of_the_product_is_short()
    {
        var lengths = SourceTree.Product.Select(SourceTree.LinesOf).Order().ToList();

        Assert.InRange(lengths[lengths.Count / 2], 1, MedianCap);
    }

    [Fact]
    public void No_method_of_the_product_is_longer_than_the_cap() =>
        AssertNone(from tree in SourceTree.Product
                   from method in tree.GetRoot().DescendantNodes().Where(node => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax)
                   let span = method.SyntaxTree.GetLineSpan(method.Span)
                   let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
                   where lines > MethodCap
                   select $"{SourceTree.NameOf(tree)}:{span.StartLinePosition.Line + 1}: {lines} lines");

    [Fact]
    public void A_file_holds_one_type_and_bears_its_name() =>
        AssertNone(from tree in SourceTree.Product
                   let types = TopLevelTypes(tree).ToList()
                   let expected = Path.GetFileNameWithoutExtension(tree.FilePath)
                   where types.Count > 1 || (types.Count == 1 && types[0] != expected)
                   select $"{SourceTree.NameOf(tree)}: {string.Join(", ", types)}");

    [Fact]
    public void Classes_are_sealed_static_or_abstract() =>
        AssertNone(from tree in SourceTree.Product
                   from type in tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>()
                   where type is ClassDeclarationSyntax || (type is RecordDeclarationSyntax record && record.ClassOrStructKeyword.Text != "struct")
                   let modifiers = type.Modifiers.Select(modifier => modifier.Text).ToList()
                   where !modifiers.Any(modifier => modifier is "sealed" or "static" or "abstract")
                   where type.Identifier.Text != "IdpException"
                   select $"{SourceTree.NameOf(tree)}: {type.Identifier.Text}");

    [Fact]
    public void Names_are_nouns_of_the_field() =>
        AssertNone(from tree in SourceTree.Product
                   from type in TopLevelTypes(tree)
                   where BannedWords.Any(word => type.EndsWith(word, StringComparison.Ordinal))
                   select $"{SourceTree.NameOf(tree)}: {type}");

    [Fact]
    public void Nothing_is_hidden_in_regions_or_left_for_later() =>
        AssertNone(from tree in SourceTree.Product
                   let text = tree.GetText().ToString()
                   from mark in new[] { "#region", "TODO", "FIXME", "HACK", "NotImplementedException", "Thread.Sleep", "DateTime.Now", "DateTime.UtcNow", "DateTimeOffset.Now", "DateTimeOffset.UtcNow" }
                   where text.Contains(mark, StringComparison.Ordinal)
                   select $"{SourceTree.NameOf(tree)}: {mark}");

    [Fact]
    public void Namespaces_follow_folders_but_for_what_cmdlets_return() =>
        AssertNone(from tree in SourceTree.Product
                   let space = tree.GetRoot().DescendantNodes().OfType<FileScopedNamespaceDeclarationSyntax>().SingleOrDefault()
                   where space is not null
                   let actual = space.Name.ToString()
                   let expected = NamespaceOf(SourceTree.NameOf(tree))
                   where actual != expected && actual != "IdpBuilder"
                   select $"{SourceTree.NameOf(tree)}: {actual}, expected {expected}");

    [Fact]
    public void Time_comes_through_a_TimeProvider_that_the_composition_root_chooses() =>
        AssertNone(from tree in SourceTree.Product
                   where SourceTree.NameOf(tree) != "src/IdpBuilder/Services.cs"
                   from node in tree.GetRoot().DescendantNodes()
                   where IsClockOfTheSystem(node) || IsWaitWithoutClock(node)
                   select $"{SourceTree.NameOf(tree)}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: {node}");

    private static bool IsClockOfTheSystem(SyntaxNode node) =>
        node is MemberAccessExpressionSyntax access && SystemClocks.Contains($"{access.Expression}.{access.Name}");

    private static bool IsWaitWithoutClock(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax call => call.Expression.ToString() is "Task.Delay" && call.ArgumentList.Arguments.Count < 3,
        ObjectCreationExpressionSyntax { ArgumentList: { } given } made => made.Type.ToString() is "CancellationTokenSource" && given.Arguments.Count == 1,
        _ => false,
    };

    private static string NamespaceOf(string name)
    {
        var folders = name.Split('/')[1..^1];
        folders[0] = folders[0] == "IdpBuilder.Core" ? "IdpBuilder" : folders[0];
        return string.Join('.', folders);
    }

    private static IEnumerable<string> TopLevelTypes(SyntaxTree tree) =>
        tree.GetRoot().DescendantNodes()
            .Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            .Where(node => node.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax)
            .Select(node => node is BaseTypeDeclarationSyntax type ? type.Identifier.Text : ((DelegateDeclarationSyntax)node).Identifier.Text);

    private static void AssertNone(IEnumerable<string> offenders)
    {
        var list = offenders.ToList();
        Assert.True(list.Count == 0, string.Join(Environment.NewLine, list));
    }
}
