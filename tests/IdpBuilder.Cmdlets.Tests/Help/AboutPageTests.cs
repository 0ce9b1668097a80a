using System.Reflection;
using System.Text.RegularExpressions;
using IdpBuilder.Packages;

namespace IdpBuilder.Tests.Help;

public sealed partial class AboutPageTests
{
    private static readonly string Errors = File.ReadAllText(Repository.PathOf("docs", "en-US", "about_IdpBuilderErrors.md"));

    public static TheoryData<string> Pages =>
    [
        .. Directory.EnumerateFiles(Repository.PathOf("docs", "en-US"), "about_*.md").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Every_error_id_and_diagnostic_code_is_listed_once_and_no_other()
    {
        var codes = typeof(DiagnosticCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
        var known = IdsInSource().Concat(codes).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(known, Row().Matches(Errors).Select(match => match.Groups["id"].Value).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_shipped_page_is_the_written_one(string page)
    {
        var written = File.ReadAllText(Repository.PathOf("docs", "en-US", page + ".md")).ReplaceLineEndings("\n");
        var shipped = File.ReadAllText(Repository.PathOf("en-US", page + ".help.txt")).ReplaceLineEndings("\n");

        Assert.Equal(HeadingMark().Replace(written, string.Empty).TrimEnd(), shipped.TrimEnd());
    }

    [Fact]
    public void The_engine_finds_the_pages()
    {
        using var engine = new ModuleEngine();

        Assert.All(Pages, page => Assert.StartsWith(page.Data, engine.Run($"Get-Help {page.Data}").Single<string>().TrimStart()));
    }

    private static IEnumerable<string> IdsInSource() => Directory
        .EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Split(Path.DirectorySeparatorChar).Contains("obj"))
        .SelectMany(path => ErrorId().Matches(File.ReadAllText(path)))
        .Select(match => match.Groups["id"].Value);

    // Failures are made in many shapes, but always with an id followed by its kind.
    [GeneratedRegex(@"""(?<id>[A-Z]\w+)"",\s*FailureKind\.")]
    private static partial Regex ErrorId();

    [GeneratedRegex(@"^\| `(?<id>\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("^#+ ", RegexOptions.Multiline)]
    private static partial Regex HeadingMark();
}
