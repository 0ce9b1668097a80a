using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Tests.Patching;

namespace IdpBuilder.Embedded.Tests.Schemas;

public sealed class CrdSchemaTests
{
    [Theory]
    [InlineData("{'type': 'integer'}", "{}", "{}")]
    [InlineData("{'type': 'integer', 'default': 3}", "{}", "{'x': 3}")]
    [InlineData("{'type': 'integer', 'default': 3}", "{'x': 4}", "{'x': 4}")]
    [InlineData("{'type': 'integer', 'default': 3}", "{'x': null}", "{'x': 3}")]
    [InlineData("{'type': 'integer', 'default': 3, 'nullable': true}", "{'x': null}", "{'x': null}")]
    [InlineData("{'type': 'integer'}", "{'x': null}", "{}")]
    [InlineData("{'type': 'object', 'default': {}, 'properties': {'y': {'type': 'string', 'default': 'd'}}}", "{}", "{'x': {'y': 'd'}}")]
    [InlineData("{'type': 'object', 'properties': {'y': {'type': 'string', 'default': 'd'}}}", "{}", "{}")]
    [InlineData("{'type': 'object', 'properties': {'y': {'type': 'string', 'default': 'd'}}}", "{'x': {}}", "{'x': {'y': 'd'}}")]
    [InlineData("{'type': 'array', 'items': {'type': 'object', 'properties': {'y': {'type': 'string', 'default': 'd'}}}}", "{'x': [{}, {'y': 'e'}]}", "{'x': [{'y': 'd'}, {'y': 'e'}]}")]
    [InlineData("{'type': 'object', 'additionalProperties': {'type': 'object', 'properties': {'y': {'type': 'string', 'default': 'd'}}}}", "{'x': {'k': {}}}", "{'x': {'k': {'y': 'd'}}}")]
    public void Absent_fields_get_their_default(string field, string given, string expected)
    {
        var value = Json.Object(given);
        SchemaDefaults.Apply(value, WithField(field));
        Json.Same(expected, value);
    }

    [Theory]
    [InlineData("{'type': 'object', 'properties': {'a': {'type': 'string'}}}", "{'x': {'a': '1', 'b': 2}}", "{'x': {'a': '1'}}", "x.b")]
    [InlineData("{'type': 'object', 'x-kubernetes-preserve-unknown-fields': true}", "{'x': {'b': {'c': 1}}}", "{'x': {'b': {'c': 1}}}", "")]
    [InlineData("{'type': 'object', 'x-kubernetes-preserve-unknown-fields': true, 'properties': {'a': {'type': 'object', 'properties': {}}}}", "{'x': {'a': {'q': 1}, 'b': 2}}", "{'x': {'a': {}, 'b': 2}}", "x.a.q")]
    [InlineData("{'type': 'array', 'items': {'type': 'object', 'properties': {'a': {'type': 'string'}}}}", "{'x': [{'a': '1'}, {'b': 2}]}", "{'x': [{'a': '1'}, {}]}", "x[1].b")]
    [InlineData("{'type': 'object', 'additionalProperties': {'type': 'string'}}", "{'x': {'a': '1'}}", "{'x': {'a': '1'}}", "")]
    [InlineData("{'type': 'string'}", "{'x': '1', 'y': 2, 'kind': 'K', 'metadata': {'name': 'n', 'foo': 1}}", "{'x': '1', 'kind': 'K', 'metadata': {'name': 'n'}}", "y metadata.foo")]
    [InlineData("{'type': 'object', 'x-kubernetes-embedded-resource': true, 'properties': {'spec': {'type': 'object'}}}", "{'x': {'apiVersion': 'v1', 'kind': 'K', 'metadata': {'name': 'n'}, 'foo': 1}}", "{'x': {'apiVersion': 'v1', 'kind': 'K', 'metadata': {'name': 'n'}}}", "x.foo")]
    public void Unknown_fields_are_pruned_and_named(string field, string given, string expected, string unknown)
    {
        var value = Json.Object(given);
        var found = SchemaPruning.Prune(value, WithField(field));
        Json.Same(expected, value);
        Assert.Equal(unknown.Split(' ', StringSplitOptions.RemoveEmptyEntries), found);
    }

    [Theory]
    [InlineData("{'type': 'integer'}", "{'x': 1}", "")]
    [InlineData("{'type': 'integer'}", "{'x': 1.0}", "")]
    [InlineData("{'type': 'integer'}", "{'x': 'a'}", "x: Invalid value: \"string\": x in body must be of type integer: \"string\"")]
    [InlineData("{'type': 'integer'}", "{'x': 1.5}", "x: Invalid value: \"number\": x in body must be of type integer: \"number\"")]
    [InlineData("{'type': 'string'}", "{'x': {}}", "x: Invalid value: \"object\": x in body must be of type string: \"object\"")]
    [InlineData("{'type': 'string'}", "{'x': null}", "x: Invalid value: \"null\": x in body must be of type string: \"null\"")]
    [InlineData("{'type': 'string', 'nullable': true}", "{'x': null}", "")]
    [InlineData("{'x-kubernetes-int-or-string': true}", "{'x': '25%'}", "")]
    [InlineData("{'x-kubernetes-int-or-string': true}", "{'x': true}", "x: Invalid value: \"boolean\": x in body must be of type integer,string: \"boolean\"")]
    [InlineData("{'type': 'string', 'enum': ['b', 'c']}", "{'x': 'a'}", "x: Unsupported value: \"a\": supported values: \"b\", \"c\"")]
    [InlineData("{'type': 'object', 'required': ['a']}", "{'x': {}}", "x.a: Required value")]
    [InlineData("{'type': 'integer', 'minimum': 1}", "{'x': 0}", "x: Invalid value: 0: x in body should be greater than or equal to 1")]
    [InlineData("{'type': 'integer', 'minimum': 1, 'exclusiveMinimum': true}", "{'x': 1}", "x: Invalid value: 1: x in body should be greater than 1")]
    [InlineData("{'type': 'integer', 'maximum': 5}", "{'x': 6}", "x: Invalid value: 6: x in body should be less than or equal to 5")]
    [InlineData("{'type': 'integer', 'multipleOf': 2}", "{'x': 3}", "x: Invalid value: 3: x in body should be a multiple of 2")]
    [InlineData("{'type': 'string', 'minLength': 2}", "{'x': 'a'}", "x: Invalid value: \"a\": x in body should be at least 2 chars long")]
    [InlineData("{'type': 'string', 'maxLength': 2}", "{'x': 'abc'}", "x: Too long: may not be more than 2 bytes")]
    [InlineData("{'type': 'string', 'pattern': '^a+$'}", "{'x': 'b'}", "x: Invalid value: \"b\": x in body should match '^a+$'")]
    [InlineData("{'type': 'string', 'pattern': '^a+$'}", "{'x': 'aa'}", "")]
    [InlineData("{'type': 'string', 'pattern': '('}", "{'x': 'b'}", "")]
    [InlineData("{'type': 'string', 'format': 'date-time'}", "{'x': 'b'}", "x: Invalid value: \"b\": x in body must be of type date-time: \"b\"")]
    [InlineData("{'type': 'string', 'format': 'date-time'}", "{'x': '2024-05-01T12:00:00Z'}", "")]
    [InlineData("{'type': 'string', 'format': 'ipv4'}", "{'x': '10.0.0'}", "x: Invalid value: \"10.0.0\": x in body must be of type ipv4: \"10.0.0\"")]
    [InlineData("{'type': 'array', 'maxItems': 1, 'items': {'type': 'string'}}", "{'x': ['a', 'b']}", "x: Too many: 2: must have at most 1 items")]
    [InlineData("{'type': 'array', 'minItems': 1, 'items': {'type': 'string'}}", "{'x': []}", "x: Invalid value: 0: x in body should have at least 1 items")]
    [InlineData("{'type': 'array', 'items': {'type': 'string'}}", "{'x': ['a', 1]}", "x[1]: Invalid value: \"integer\": x[1] in body must be of type string: \"integer\"")]
    [InlineData("{'type': 'array', 'x-kubernetes-list-type': 'set', 'items': {'type': 'string'}}", "{'x': ['a', 'a']}", "x[1]: Duplicate value: \"a\"")]
    [InlineData("{'type': 'array', 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['n'], 'items': {'type': 'object', 'properties': {'n': {'type': 'string'}}}}", "{'x': [{'n': 'a'}, {'n': 'a'}]}", "x[1]: Duplicate value: {\"n\":\"a\"}")]
    [InlineData("{'type': 'object', 'minProperties': 1}", "{'x': {}}", "x: Invalid value: 0: x in body should have at least 1 properties")]
    [InlineData("{'type': 'object', 'properties': {'a': {'type': 'string'}, 'b': {'type': 'string'}}, 'oneOf': [{'required': ['a']}, {'required': ['b']}]}", "{'x': {}}", "x: Invalid value: \"\": \"x\" must validate one and only one schema (oneOf). Found none valid")]
    [InlineData("{'type': 'object', 'properties': {'a': {'type': 'string'}}, 'oneOf': [{'required': ['a']}, {'required': ['b']}]}", "{'x': {'a': '1'}}", "")]
    [InlineData("{'type': 'object', 'anyOf': [{'required': ['a']}, {'required': ['b']}]}", "{'x': {}}", "x: Invalid value: \"\": \"x\" must validate at least one schema (anyOf)")]
    [InlineData("{'type': 'object', 'not': {'required': ['a']}}", "{'x': {'a': 1}}", "x: Invalid value: \"\": \"x\" must not validate the schema (not)")]
    public void Mistakes_are_worded_as_by_a_real_server(string field, string given, string expected) =>
        Assert.Equal(expected, string.Join('\n', SchemaValidation.Validate(Json.Object(given), WithField(field))));

    [Fact]
    public void Every_mistake_is_found_at_once() => Assert.Equal(
        ["x.c: Required value", "x.a: Invalid value: \"string\": x.a in body must be of type integer: \"string\""],
        SchemaValidation.Validate(
            Json.Object("{'x': {'a': 'q'}}"),
            WithField("{'type': 'object', 'required': ['c'], 'properties': {'a': {'type': 'integer'}}}")).Select(error => error.ToString()));

    [Fact]
    public void Rules_that_are_not_evaluated_are_kept()
    {
        var schema = WithField("{'type': 'integer', 'x-kubernetes-validations': [{'rule': 'self > 1', 'message': 'too small'}]}");
        Assert.Equal(new ValidationRule("self > 1", "too small"), schema.Field("x")!.Rules.Single());
        Assert.Empty(SchemaValidation.Validate(Json.Object("{'x': 0}"), schema));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{'type': 5, 'properties': [], 'items': 'x', 'enum': {}, 'required': 'x', 'oneOf': {}}")]
    [InlineData("{'properties': {'a': null, 'b': 1}}")]
    public void What_is_no_schema_allows_what_it_does_not_say(string text) =>
        Assert.NotNull(CrdSchema.Read(Json.Object(text)).Field("metadata"));

    private static TypeSchema WithField(string field) =>
        CrdSchema.Read(new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { ["x"] = Json.Node(field) } });
}
