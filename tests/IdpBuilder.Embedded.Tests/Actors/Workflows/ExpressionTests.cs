using CsCheck;
using IdpBuilder.Embedded.Actors.Workflows.Expressions;
using IdpBuilder.Embedded.Actors.Workflows.Variables;

namespace IdpBuilder.Tests.Actors.Workflows;

public sealed class ExpressionTests
{
    private static readonly VariableSet Variables = new()
    {
        ["inputs.parameters.count"] = "3",
        ["inputs.parameters.a-b"] = "dashed",
        ["inputs.parameters.json"] = """{"list":[{"name":"x"},{"name":"y"}],"n":2}""",
        ["tasks.A.status"] = "Failed",
        ["tasks.skipped.outputs.parameters.p"] = null,
        ["workflow.name"] = "wf",
    };

    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("7 / 2", "3.5")]
    [InlineData("7 % 4", "3")]
    [InlineData("2 ** 3", "8")]
    [InlineData("-2 + 5", "3")]
    [InlineData("1.5 + 1", "2.5")]
    [InlineData("'a' + \"b\"", "\"ab\"")]
    [InlineData("asInt(inputs.parameters.count) + 1", "4")]
    [InlineData("asFloat('1.5') * 2", "3")]
    [InlineData("inputs.parameters['a-b']", "\"dashed\"")]
    [InlineData("asInt(inputs.parameters.count) > 2 ? 'many' : 'few'", "\"many\"")]
    [InlineData("tasks.A.status == 'Failed' && workflow.name != 'x'", "true")]
    [InlineData("tasks.A.status in ['Failed', 'Error']", "true")]
    [InlineData("'x' not in ['Failed']", "true")]
    [InlineData("not (1 == 1)", "false")]
    [InlineData("!(1 == 2) or false", "true")]
    [InlineData("tasks.skipped.outputs.parameters.p ?? 'none'", "\"none\"")]
    [InlineData("tasks.skipped?.outputs?.parameters?.nothing ?? 'none'", "\"none\"")]
    [InlineData("'workflow' startsWith 'work' and 'workflow' endsWith 'flow' and 'workflow' contains 'kf'", "true")]
    [InlineData("'abc' matches '^a.c$'", "true")]
    [InlineData("string(5) + 'x'", "\"5x\"")]
    [InlineData("toJson([1, 'a', {b: true}])", "\"[1,\\\"a\\\",{\\\"b\\\":true}]\"")]
    [InlineData("jsonpath(inputs.parameters.json, '$.list[1].name')", "\"y\"")]
    [InlineData("jsonpath(inputs.parameters.json, '$.list[*].name')", "[\"x\",\"y\"]")]
    [InlineData("len('abc') + len([1, 2])", "5")]
    [InlineData("filter([1, 2, 3], {# > 1})", "[2,3]")]
    [InlineData("map([1, 2], # * 2)", "[2,4]")]
    [InlineData("any([1, 2], {# == 2})", "true")]
    [InlineData("map(fromJSON(inputs.parameters.json).list, {.name})", "[\"x\",\"y\"]")]
    [InlineData("'A' | lower()", "\"a\"")]
    [InlineData("[1, 2, 3][-1]", "3")]
    [InlineData("'abcdef'[1:3]", "\"bc\"")]
    [InlineData("sprig.trim('  x ')", "\"x\"")]
    [InlineData("sprig.replace('-', '_', 'a-b')", "\"a_b\"")]
    [InlineData("sprig.default('x', '')", "\"x\"")]
    [InlineData("sprig.trunc(3, 'abcdef')", "\"abc\"")]
    [InlineData("sprig.join(',', ['a', 'b'])", "\"a,b\"")]
    [InlineData("sprig.add(1, '2', 3)", "6")]
    [InlineData("sprig.b64enc('hello')", "\"aGVsbG8=\"")]
    [InlineData("sprig.sha256sum('')", "\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"")]
    [InlineData("sprig.ternary('a', 'b', true)", "\"a\"")]
    [InlineData("true ? 1 : false ? 2 : 3", "1")]
    [InlineData("nil == nil", "true")]
    [InlineData("1..3", "[1,2,3]")]
    public void Expressions_come_to_what_expr_lang_makes_of_them(string text, string json) =>
        Assert.Equal(json, Values.ToText(Expression.Parse(text).Evaluate(Variables.AsNames())));

    [Theory]
    [InlineData("1 +")]
    [InlineData("(1")]
    [InlineData("'a' + 1")]
    [InlineData("unknown(1)")]
    [InlineData("nobody")]
    [InlineData("1 == 1 &&")]
    [InlineData("'open")]
    [InlineData("asInt('x')")]
    [InlineData("1 % 0")]
    [InlineData("@")]
    [InlineData("nil.x")]
    [InlineData("'a' && true")]
    public void What_cannot_be_evaluated_is_said_not_to_be(string text) =>
        Assert.Throws<ExpressionException>(() => Expression.Parse(text).Evaluate(Variables.AsNames()));

    [Theory]
    [InlineData("!")]
    [InlineData("-")]
    [InlineData("(")]
    [InlineData("[")]
    [InlineData("a ? ")]
    public void Depth_without_end_is_refused_instead_of_overflowing_the_stack(string opening)
    {
        var text = string.Concat(Enumerable.Repeat(opening, 100_000)) + "1";
        Assert.Throws<ExpressionException>(() => Expression.Parse(text));
        Assert.Throws<TemplateFailedException>(() => WhenExpression.Holds(text));
    }

    [Fact]
    public void Any_text_is_an_expression_or_refused() =>
        Gen.Char["ab.([{}])'\"`?:!=<>+-*/%|&#,1 \\"].Array[0, 30].Select(letters => new string(letters)).Sample(text =>
        {
            try
            {
                Expression.Parse(text).Evaluate(Variables.AsNames());
            }
            catch (ExpressionException)
            {
                // Refused, as it must be when it is none.
            }
        });

    [Fact]
    public void Any_text_is_a_condition_or_refused() =>
        Gen.Char["ab.([{}])'\"!=<>+-*/%|&~,1 in\\"].Array[0, 30].Select(letters => new string(letters)).Sample(text =>
        {
            try
            {
                WhenExpression.Holds(text);
            }
            catch (TemplateFailedException)
            {
                // Refused, as it must be when it is none.
            }
        });
}
