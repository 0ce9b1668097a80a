using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates;

namespace IdpBuilder.Embedded.Tests.Actors.Applications.ApplicationSets;

public sealed class FastTemplateTests
{
    private static readonly Dictionary<string, object?> Parameters = new() { ["name"] = "web", ["path[0]"] = "apps", ["values.a"] = "1", ["n"] = 3.0 };

    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("{{name}}", "web")]
    [InlineData("{{ name }}-{{path[0]}}/{{values.a}}", "web-apps/1")]
    [InlineData("{{ unknown }} {{}} {{ }}", "{{ unknown }} {{}} {{ }}")]
    [InlineData("{{ n }}", "{{ n }}")]
    [InlineData("{{ .name }}", "{{ .name }}")]
    [InlineData("{{ open", "{{ open")]
    [InlineData("}} {{", "}} {{")]
    [InlineData("{{}", "{{}")]
    [InlineData("plain\n {{name}}", "plain\n web")]
    [InlineData("{{\nname\n}}", "{{\nname\n}}")]
    public void Known_names_are_replaced_and_others_stay(string template, string expected) =>
        Assert.Equal(expected, new FastTemplateLanguage().Render(template, Parameters));

    [Fact]
    public void A_tag_without_an_end_is_an_error() =>
        Assert.StartsWith(
            "invalid template: cannot find end tag", Assert.Throws<TemplateException>(() => new FastTemplateLanguage().Render("{{name}} {{", Parameters)).Message);
}
