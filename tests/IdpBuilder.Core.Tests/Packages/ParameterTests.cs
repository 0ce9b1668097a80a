using System.Collections;
using System.Text;
using IdpBuilder.Packages;
using static IdpBuilder.Core.Tests.Packages.PackageFolder;

namespace IdpBuilder.Core.Tests.Packages;

public sealed class ParameterTests : IDisposable
{
    private readonly PackageFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("type: string", "yes", "v: ((p))", "v: \"yes\"")]
    [InlineData("type: string", "a: b", "v: \"x-((p))\"", "v: \"x-a: b\"")]
    [InlineData("type: string", "a", "v: ((p))-((p))", "v: a-a")]
    [InlineData("type: int", 3, "- ((p)) # note", "- 3 # note")]
    [InlineData("type: int", "3", "v: ((p))", "v: 3")]
    [InlineData("type: number", 1.5, "{v: ((p))}", "{v: 1.5}")]
    [InlineData("type: bool", true, "v: ((p))", "v: true")]
    [InlineData("type: bool", "False", "v: '((p))'", "v: 'false'")]
    [InlineData("{type: string, default: d}", null, "v: ((p))", "v: \"d\"")]
    [InlineData("{type: int, required: false}", null, "v: ((p))", "v: null")]
    [InlineData("type: string", "x", "v: ((other))", "v: ((other))")]
    [InlineData("type: string", "x", "v: ((idp.host)):((idp.port))", "v: cnoe.localtest.me:8443")]
    [InlineData("type: string", "x", "v: ((idp.protocol))/((idp.cluster))", "v: https/localdev")]
    [InlineData("type: int", 3, "a: 1\nv: ((\n p ))\nw: ((p)) # x\nu: ((p))y", "a: 1\nv: 3\nw: 3 # x\nu: 3y")]
    [InlineData("type: string", "t", "v: ((\n p )) ((p))", "v: t t")]
    public void Placeholders_are_filled_in_content(string declaration, object? value, string text, string expected)
    {
        Declare(declaration).With("manifests/cm.yaml", ConfigMap("c")).With("manifests/values/x.yaml", text);

        var set = _folder.Read(Given(("p", value)), ".");

        Assert.Empty(set.Diagnostics);
        Assert.Equal(expected, Encoding.UTF8.GetString(set.Packages[0].Contents[0].Files["values/x.yaml"].Span));
    }

    [Fact]
    public void Lists_and_mappings_become_values()
    {
        Declare("type: array").With("manifests/cm.yaml", ConfigMap("c")).With("manifests/values/x.yaml", "v: ((p))");

        var set = _folder.Read(Given(("p", new object[] { "a", 1, new Hashtable { ["k"] = true } })), ".");

        Assert.Equal("v: [\"a\",1,{\"k\":true}]", Encoding.UTF8.GetString(set.Packages[0].Contents[0].Files["values/x.yaml"].Span));
    }

    [Fact]
    public void Placeholders_are_filled_in_the_Application_too()
    {
        Declare("type: string").With("app.yaml", Application("one", "https://((idp.host))/((p)).git")).With("manifests/cm.yaml", ConfigMap("c"));

        var application = _folder.Read(Given(("p", "x")), ".").Packages[0].Applications[0];

        Assert.Equal("https://cnoe.localtest.me/x.git", (string?)application.Manifest.Spec!["source"]!["repoURL"]);
    }

    [Theory]
    [InlineData("type: int", "many", DiagnosticCodes.ParameterType)]
    [InlineData("type: int", 1.5, DiagnosticCodes.ParameterType)]
    [InlineData("type: string", 3, DiagnosticCodes.ParameterType)]
    [InlineData("type: bool", "maybe", DiagnosticCodes.ParameterType)]
    [InlineData("type: array", "a", DiagnosticCodes.ParameterType)]
    [InlineData("{type: string, enum: [a, b]}", "c", DiagnosticCodes.ParameterEnum)]
    [InlineData("{type: string, pattern: '^[a-z]+$'}", "C", DiagnosticCodes.ParameterPattern)]
    [InlineData("{type: string, pattern: '^(a+)+$'}", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", DiagnosticCodes.ParameterPattern)]
    [InlineData("type: string", null, DiagnosticCodes.ParameterMissing)]
    [InlineData("{type: int, default: x}", 1, DiagnosticCodes.ParameterType)]
    [InlineData("{type: intt}", 1, DiagnosticCodes.DeclarationInvalid)]
    [InlineData("{type: int, defualt: 1}", 1, DiagnosticCodes.DeclarationField)]
    [InlineData("{type: string, pattern: '('}", "a", DiagnosticCodes.DeclarationInvalid)]
    public void A_wrong_value_or_declaration_is_a_diagnostic(string declaration, object? value, string code)
    {
        Declare(declaration).With("manifests/cm.yaml", ConfigMap("c"));

        Assert.Contains(_folder.Read(Given(("p", value)), ".").Diagnostics, diagnostic => diagnostic.Code == code && diagnostic.File.EndsWith("idp.yaml", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_mistake_of_a_parameter_is_told_once_at_its_own_place()
    {
        _folder
            .With("idp.yaml", "apiVersion: idpbuilder.io/v1alpha1\nkind: Package\nspec:\n  parameters:\n    - {name: n, type: integerr}\n    - {name: size, enum: [a, b]}\n")
            .With("cm.yaml", ConfigMap("c"));

        var told = _folder.Read(Given(("size", "c")), ".").Diagnostics;

        Assert.Equal([(5, 14), (5, 23), (6, 7)], told.Select(diagnostic => (diagnostic.Line, diagnostic.Column)));
        Assert.Contains("reads what is written here as false", told[0].Message, StringComparison.Ordinal);
        Assert.Equal("Quote it.", told[0].Remedy);
        Assert.Contains("'integerr'", told[1].Message, StringComparison.Ordinal);
        Assert.Contains("int or integer", told[1].Remedy, StringComparison.Ordinal);
        Assert.Equal(DiagnosticCodes.ParameterEnum, told[2].Code);
    }

    [Theory]
    [InlineData("type: int")]
    [InlineData("type: bool")]
    [InlineData("{type: string, enum: [a, b]}")]
    [InlineData("{type: string, pattern: '^[a-z]+$'}")]
    [InlineData("{type: int, default: Pa55word}")]
    public void A_value_is_never_repeated_in_what_is_said_about_it(string declaration)
    {
        Declare(declaration).With("manifests/cm.yaml", ConfigMap("c"));

        var set = _folder.Read(declaration.Contains("default", StringComparison.Ordinal) ? PackageReadOptions.Default : Given(("p", "Pa55word")), ".");

        Assert.True(set.HasErrors);
        Assert.All(set.Diagnostics, diagnostic => Assert.DoesNotContain("Pa55word", diagnostic.ToString()));
    }

    [Fact]
    public void A_parameter_that_nobody_declares_is_refused_and_the_known_ones_are_named()
    {
        Declare("type: string").With("manifests/cm.yaml", ConfigMap("c"));

        var diagnostic = Assert.Single(_folder.Read(Given(("p", "x"), ("q", "y")), ".").Diagnostics);

        Assert.Equal(DiagnosticCodes.ParameterUnknown, diagnostic.Code);
        Assert.Contains("Declared: p.", diagnostic.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kind: Package\n")]
    [InlineData("apiVersion: idpbuilder.io/v1alpha1\nkind: Pakage\n")]
    [InlineData("- a\n")]
    [InlineData("")]
    [InlineData("apiVersion: idpbuilder.io/v1alpha1\nkind: Package\n---\na: 1\n")]
    public void An_idp_yaml_that_is_no_package_is_refused(string text)
    {
        _folder.With("app.yaml", Application("one", "https://x/y.git")).With("idp.yaml", text);

        Assert.Equal(DiagnosticCodes.DeclarationInvalid, Assert.Single(_folder.Read(".").Diagnostics).Code);
    }

    [Theory]
    [InlineData("apiVersion: idpbuilder.io/v1\nkind: Package")]
    [InlineData("apiVersion: idpbuilder.io/v1alpha1\nkind: Pakage")]
    public void The_mistakes_of_one_that_was_meant_as_a_package_are_told_with_that(string head)
    {
        _folder.With("app.yaml", Application("one", "https://x/y.git")).With("idp.yaml", $"{head}\nspec:\n  parameters:\n    - {{name: n, type: integerr}}\n");

        var mistakes = _folder.Read(".").Diagnostics;

        Assert.Contains(mistakes, mistake => mistake is { Code: DiagnosticCodes.DeclarationInvalid, Line: 1 });
        Assert.Contains(mistakes, mistake => mistake is { Severity: DiagnosticSeverity.Error, Line: 5 } && mistake.Message.Contains("integerr", StringComparison.Ordinal));
    }

    private PackageFolder Declare(string declaration)
    {
        var fields = declaration.Trim('{', '}');
        return _folder.With("app.yaml", Application("one")).With(
            "idp.yaml", $"apiVersion: idpbuilder.io/v1alpha1\nkind: Package\nmetadata: {{name: one}}\nspec:\n  parameters:\n    - {{name: p, {fields}}}\n");
    }

    private static PackageReadOptions Given(params (string Name, object? Value)[] values) =>
        new(PlatformFacts.Default, values.ToDictionary(value => value.Name, value => value.Value));
}
