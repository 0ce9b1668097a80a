using IdpBuilder.Git.Ignoring;

namespace IdpBuilder.Core.Tests.Git;

public sealed class IgnoreRulesTests
{
    [Theory]
    [InlineData("*.log", "a.log", true)]
    [InlineData("*.log", "deep/down/a.log", true)]
    [InlineData("*.log", "a.logs", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "a/c", false)]
    [InlineData("a*c", "a/c", false)]
    [InlineData("/a.txt", "a.txt", true)]
    [InlineData("/a.txt", "b/a.txt", false)]
    [InlineData("b/a.txt", "b/a.txt", true)]
    [InlineData("b/a.txt", "c/b/a.txt", false)]
    [InlineData("**/b/a.txt", "c/d/b/a.txt", true)]
    [InlineData("**/b/a.txt", "b/a.txt", true)]
    [InlineData("b/**", "b/c/d", true)]
    [InlineData("b/**", "b", false)]
    [InlineData("a/**/d", "a/d", true)]
    [InlineData("a/**/d", "a/b/c/d", true)]
    [InlineData("a/**/d", "a/bd", false)]
    [InlineData("a/***/d", "a/b/c/d", true)]
    [InlineData("a**d", "abcd", true)]
    [InlineData("sub**/x.yaml", "sub/deep/x.yaml", true)]
    [InlineData("s?b**/x.yaml", "sub/deep/x.yaml", false)]
    [InlineData("x/a**d", "x/ab/cd", false)]
    [InlineData("[abc].txt", "b.txt", true)]
    [InlineData("[!abc].txt", "b.txt", false)]
    [InlineData("[^abc].txt", "d.txt", true)]
    [InlineData("[a-c].txt", "d.txt", false)]
    [InlineData("[c-a].txt", "b.txt", false)]
    [InlineData("[]x].txt", "].txt", true)]
    [InlineData("[a-].txt", "-.txt", true)]
    [InlineData("[\\]].txt", "].txt", true)]
    [InlineData("[[:digit:]x].txt", "7.txt", true)]
    [InlineData("[[:digit:]x].txt", "d.txt", false)]
    [InlineData("[[:nothing:]].txt", "n.txt", false)]
    [InlineData("a[/]b", "a/b", false)]
    [InlineData("[abc", "a", false)]
    [InlineData("# comment", "# comment", false)]
    [InlineData("\\#file", "#file", true)]
    [InlineData("\\!file", "!file", true)]
    [InlineData("trailing  ", "trailing", true)]
    [InlineData("kept\\ ", "kept ", true)]
    [InlineData("a+b.(c)", "a+b.(c)", true)]
    [InlineData("ends\\", "ends\\", false)]
    [InlineData("A.txt", "a.txt", false)]
    public void A_pattern_speaks_of_the_files_that_git_means(string pattern, string path, bool excluded) =>
        Assert.Equal(excluded, IgnoreRules.None.With(string.Empty, pattern).Exclude(path, isDirectory: false));

    [Theory]
    [InlineData("bin/", "bin", true, true)]
    [InlineData("bin/", "bin", false, false)]
    [InlineData("/bin/", "src/bin", true, false)]
    [InlineData("**", "anything", true, true)]
    public void A_slash_at_the_end_means_directories_alone(string pattern, string path, bool isDirectory, bool excluded) =>
        Assert.Equal(excluded, IgnoreRules.None.With(string.Empty, pattern).Exclude(path, isDirectory));

    [Fact]
    public void The_last_pattern_of_a_file_counts()
    {
        var rules = IgnoreRules.None.With(string.Empty, "*.yaml\r\n!kept.yaml\r\nkept.yaml\r\n!kept.yaml\r\n");

        Assert.True(rules.Exclude("other.yaml", isDirectory: false));
        Assert.False(rules.Exclude("kept.yaml", isDirectory: false));
    }

    [Fact]
    public void A_file_further_down_counts_before_those_above_it()
    {
        var rules = IgnoreRules.None.With(string.Empty, "\uFEFF*.log").With("logs/", "!*.log\n/old.log");

        Assert.False(rules.Exclude("logs/new.log", isDirectory: false));
        Assert.True(rules.Exclude("logs/old.log", isDirectory: false));
        Assert.False(rules.Exclude("logs/deep/old.log", isDirectory: false));
    }

    [Fact]
    public void A_pattern_that_would_make_others_try_for_years_is_compared_at_once() =>
        Assert.False(IgnoreRules.None.With(string.Empty, string.Concat(Enumerable.Repeat("*a", 200)) + "b").Exclude(new string('a', 5000), isDirectory: false));
}
