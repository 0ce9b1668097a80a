using CsCheck;
using IdpBuilder.Packages;
using static IdpBuilder.Core.Tests.Packages.PackageFolder;

namespace IdpBuilder.Core.Tests.Packages;

public sealed class PackageGraphTests
{
    [Theory]
    [InlineData("a", "a", "")]
    [InlineData("a>b b", "b|a", "")]
    [InlineData("a>b,c b>c c d", "c,d|b|a", "")]
    [InlineData("a>x", "a", "")]
    [InlineData("a>b b>a c", "c", "a→b→a")]
    [InlineData("b>c c>a a>b", "", "a→b→c→a")]
    [InlineData("a>a", "", "a→a")]
    [InlineData("a>b b>a,c c>b", "", "a→b→a b→c→b")]
    public void What_is_needed_comes_first_and_circles_are_named_in_full(string packages, string groups, string cycles)
    {
        var read = packages.Split(' ').Select(Package).ToArray();

        Assert.Equal(groups, string.Join('|', PackageGraph.Groups(read).Select(group => string.Join(',', group.Select(package => package.Name)))));
        Assert.Equal(cycles, string.Join(' ', PackageGraph.Cycles(read).Select(cycle => string.Join('→', cycle))));
    }

    [Fact]
    public void A_long_chain_is_put_in_order_without_comparing_each_with_all()
    {
        var packages = Enumerable.Range(0, 20_000).Select(index => new Package { Name = $"p{index}", Path = ".", DependsOn = index == 0 ? [] : [$"p{index - 1}"] }).Reverse().ToArray();

        Assert.Equal(Enumerable.Range(0, 20_000).Select(index => $"p{index}"), PackageGraph.Groups(packages).Select(group => Assert.Single(group).Name));
    }

    [Fact]
    public void Without_circles_every_package_is_in_a_group_after_all_it_needs() =>
        Gen.Int[0, 4].Array.Array[1, 12].Sample(needs =>
        {
            var packages = needs.Select((entry, index) => new Package
            {
                Name = $"p{index}",
                Path = ".",
                DependsOn = [.. entry.Select(back => index - 1 - back).Where(target => target >= 0).Select(target => $"p{target}").Distinct()],
            }).ToArray();
            var place = PackageGraph.Groups(packages).SelectMany((group, number) => group.Select(package => (package.Name, number))).ToDictionary();

            Assert.Equal(packages.Length, place.Count);
            Assert.Empty(PackageGraph.Cycles(packages));
            Assert.All(packages, package => Assert.All(package.DependsOn, needed => Assert.True(place[needed] < place[package.Name])));
        });

    [Fact]
    public void A_circle_or_a_missing_dependency_is_reported_where_it_is_written()
    {
        using var folder = new PackageFolder();
        foreach (var (name, needs) in new[] { ("a", "b"), ("b", "a"), ("c", "gone, there") })
        {
            folder.With($"{name}/app.yaml", Application(name, "https://x/y.git"))
                .With($"{name}/idp.yaml", $"apiVersion: idpbuilder.io/v1alpha1\nkind: Package\nmetadata: {{name: {name}}}\nspec: {{dependsOn: [{needs}]}}\n");
        }

        var installed = PackageReadOptions.Default with { Installed = new HashSet<string> { "there" } };

        var diagnostics = folder.Read(installed, "a", "b", "c").Diagnostics;

        Assert.Equal(["DependencyMissing c/idp.yaml:4 Error", "DependencyCycle a/idp.yaml:4 Error"],
            diagnostics.Select(found => $"{found.Code} {Path.GetRelativePath(folder.Path, found.File).Replace('\\', '/')}:{found.Line} {found.Severity}"));
        Assert.Contains("a → b → a", diagnostics[1].Message, StringComparison.Ordinal);
        Assert.Equal(2, folder.Read("c").Diagnostics.Count(found => found is { Code: "DependencyMissing", Severity: DiagnosticSeverity.Warning }));
    }

    private static Package Package(string text)
    {
        var parts = text.Split('>');
        return new Package { Name = parts[0], Path = ".", DependsOn = parts.Length > 1 ? parts[1].Split(',') : [] };
    }
}
