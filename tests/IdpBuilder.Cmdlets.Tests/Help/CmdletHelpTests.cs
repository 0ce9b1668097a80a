using System.Management.Automation;
using System.Management.Automation.Language;

namespace IdpBuilder.Tests.Help;

public sealed class CmdletHelpTests : IClassFixture<ImportedModule>
{
    private readonly ModuleEngine _engine;

    public CmdletHelpTests(ImportedModule module) => _engine = module.Engine;

    public static TheoryData<string> Cmdlets => ExportedCmdlets.Rows;

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_has_one_name_in_source_help_and_tests(string cmdlet)
    {
        string[] paths = [$"src/IdpBuilder/Commands/{cmdlet.Replace("-", string.Empty)}Command.cs", $"docs/en-US/{cmdlet}.md", $"tests/pester/{cmdlet}.Tests.ps1"];

        Assert.All(paths, path => Assert.True(File.Exists(Repository.PathOf(path.Split('/'))), path + " is missing"));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_page_says_what_the_cmdlet_does_and_leaves_nothing_to_fill_in(string cmdlet)
    {
        var page = CmdletMarkdown.Of(cmdlet);

        Assert.EndsWith(".", page.Synopsis);
        Assert.DoesNotContain('\n', page.Synopsis);
        Assert.Contains(cmdlet, page.Description);
        Assert.DoesNotContain("{{", page.Text);
        Assert.DoesNotContain("### -ProgressAction", page.Text);
        Assert.DoesNotContain("ms.date", page.Text);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_page_describes_every_parameter_and_no_other(string cmdlet)
    {
        var described = CmdletMarkdown.Of(cmdlet).Parameters;

        Assert.Equal(ParametersOf(cmdlet), described.Keys.Order(StringComparer.Ordinal));
        Assert.All(described, parameter => Assert.EndsWith(".", parameter.Value));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Its_examples_parse_and_call_cmdlets_and_parameters_that_exist(string cmdlet)
    {
        var examples = CmdletMarkdown.Of(cmdlet).Examples;
        Assert.NotEmpty(examples);
        Assert.Contains(examples, example => example.Contains(cmdlet, StringComparison.Ordinal));

        foreach (var example in examples)
        {
            var script = Parser.ParseInput(example, out _, out var mistakes);
            Assert.Empty(mistakes);
            var calls = script.FindAll(node => node is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>()
                .Where(call => call.GetCommandName().Contains("-Idp", StringComparison.Ordinal));
            foreach (var call in calls)
            {
                Assert.Contains(call.GetCommandName(), ExportedCmdlets.Names);
                var named = call.CommandElements.OfType<CommandParameterAst>().Select(parameter => parameter.ParameterName);
                Assert.Subset(ParametersOf(call.GetCommandName()).ToHashSet(StringComparer.Ordinal), named.ToHashSet(StringComparer.Ordinal));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Help_tells_the_default_value_of_each_parameter_that_has_one(string cmdlet)
    {
        var type = _engine.Run($"Get-Command {cmdlet}").Single<CmdletInfo>().ImplementingType;
        var made = Activator.CreateInstance(type);
        var defaults = type.GetProperties()
            .Where(property => Attribute.IsDefined(property, typeof(ParameterAttribute)))
            .Select(property => (property.Name, Value: DefaultOf(property.GetValue(made))))
            .Where(parameter => parameter.Value.Length > 0)
            .ToDictionary(parameter => parameter.Name, parameter => parameter.Value, StringComparer.Ordinal);

        Assert.Equivalent(defaults, CmdletMarkdown.Of(cmdlet).Defaults, strict: true);
        Assert.Equivalent(defaults, CmdletMaml.Of(cmdlet).Defaults, strict: true);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void The_built_help_says_what_the_page_says(string cmdlet)
    {
        var page = CmdletMarkdown.Of(cmdlet);
        var built = CmdletMaml.Of(cmdlet);

        Assert.Equal(page.Synopsis, built.Synopsis);
        Assert.Equal(page.Description, built.Description);
        Assert.Equal(page.Parameters.OrderBy(parameter => parameter.Key, StringComparer.Ordinal), built.Parameters.OrderBy(parameter => parameter.Key, StringComparer.Ordinal));
        Assert.Equal(page.Examples, built.Examples);
    }

    [Fact]
    public void The_built_help_knows_the_exported_cmdlets_and_no_other() => Assert.Equal(ExportedCmdlets.Names, CmdletMaml.Names);

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void The_engine_finds_the_help(string cmdlet)
    {
        var synopsis = _engine.Run($"(Get-Help {cmdlet}).Synopsis").Single<string>();

        Assert.Equal(CmdletMarkdown.Of(cmdlet).Synopsis, synopsis.Trim());
    }

    [Fact]
    public void The_manifest_exports_every_cmdlet_there_is()
    {
        var classes = Directory.EnumerateFiles(Repository.PathOf("src", "IdpBuilder", "Commands"), "*Command.cs")
            .Where(path => File.ReadAllText(path).Contains("[Cmdlet(", StringComparison.Ordinal))
            .Select(path => Path.GetFileNameWithoutExtension(path)[..^"Command".Length])
            .Order(StringComparer.Ordinal);

        Assert.Equal(classes, ExportedCmdlets.Names.Select(name => name.Replace("-", string.Empty)).Order(StringComparer.Ordinal));
        Assert.Equal(ExportedCmdlets.Names, _engine.Run("(Get-Module IdpBuilder).ExportedCmdlets.Keys").As<string>().Order(StringComparer.Ordinal));
    }

    private IEnumerable<string> ParametersOf(string cmdlet)
    {
        var info = Assert.IsType<CmdletInfo>(Assert.Single(_engine.Run($"Get-Command {cmdlet}").Output).BaseObject);
        return info.Parameters.Keys
            .Except(Cmdlet.CommonParameters, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
    }

    private static string DefaultOf(object? value) => value switch
    {
        null or SwitchParameter or false => string.Empty,
        TimeSpan { Ticks: 0 } => string.Empty,
        System.Collections.IEnumerable list and not string => string.Join(", ", list.Cast<object>()),
        _ => LanguagePrimitives.ConvertTo<string>(value),
    };
}
