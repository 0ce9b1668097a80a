using IdpBuilder.Embedded.Actors.Workflows.Variables;

namespace IdpBuilder.Tests.Actors.Workflows;

public sealed class WhenExpressionTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("foo == foo", true)]
    [InlineData("'ref/branch/master' == 'ref/branch/master'", true)]
    [InlineData("foo != bar", true)]
    [InlineData("1 == 1", true)]
    [InlineData("1 != 2", true)]
    [InlineData("1 < 2", true)]
    [InlineData("1 <= 1", true)]
    [InlineData("1/2 == 0.5", true)]
    [InlineData("a < b", true)]
    [InlineData("(foo == bar) || (foo == foo)", true)]
    [InlineData("(1 > 0) && (1 < 2)", true)]
    [InlineData("Error in (Failed, Error)", true)]
    [InlineData("!(Succeeded in (Failed, Error))", true)]
    [InlineData("true == true", true)]
    [InlineData("foo != foo", false)]
    [InlineData("'ref/branch/master' != 'ref/branch/master'", false)]
    [InlineData("foo == bar", false)]
    [InlineData("1 != 1", false)]
    [InlineData("1 == 2", false)]
    [InlineData("1 > 2", false)]
    [InlineData("1 <= 0", false)]
    [InlineData("1/2 != 0.5", false)]
    [InlineData("a > b", false)]
    [InlineData("(foo == bar) || (bar == foo)", false)]
    [InlineData("(1 > 0) && (11 < 2)", false)]
    [InlineData("Succeeded in (Failed, Error)", false)]
    [InlineData("!(Error in (Failed, Error))", false)]
    [InlineData("false == true", false)]
    [InlineData("true", true)]
    [InlineData("\"a b\" == 'a b'", true)]
    [InlineData("9 < 11", true)]
    [InlineData("abc =~ '^a.c$'", true)]
    [InlineData("abc !~ b", false)]
    [InlineData("1 + 2 * 3 == 7", true)]
    [InlineData("2 ** 3 == 8", true)]
    public void Conditions_decide_as_in_Argo_Workflows(string when, bool holds) => Assert.Equal(holds, WhenExpression.Holds(when));

    [Theory]
    [InlineData("foo", "Expected boolean evaluation for 'foo'. Got foo")]
    [InlineData("1 + 1", "Expected boolean evaluation for '1 + 1'. Got 2")]
    [InlineData("(a == b", "Invalid 'when' expression '(a == b'")]
    [InlineData("{{x}} == y", "hint: try wrapping the affected expression in quotes")]
    [InlineData("a == ", "Invalid 'when' expression")]
    [InlineData("a && b", "Failed to evaluate 'when' expresion")]
    public void What_is_no_condition_is_said_to_be_none(string when, string message) =>
        Assert.Contains(message, Assert.Throws<TemplateFailedException>(() => WhenExpression.Holds(when)).Message);
}
