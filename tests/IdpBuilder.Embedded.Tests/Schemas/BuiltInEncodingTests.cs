using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Tests.Patching;

namespace IdpBuilder.Embedded.Tests.Schemas;

public sealed class BuiltInEncodingTests
{
    [Theory]
    [InlineData("{'nodeSelector': {}, 'containers': [], 'tolerations': []}", "{'containers': []}")]
    [InlineData("{'volumes': [{'name': 'v', 'emptyDir': {}}]}", "{'volumes': [{'name': 'v', 'emptyDir': {}}]}")]
    [InlineData("{'containers': [{'name': 'c', 'args': [], 'resources': {'limits': {'cpu': 2000}, 'requests': {}}}]}", "{'containers': [{'name': 'c', 'resources': {'limits': {'cpu': '2k'}}}]}")]
    public void Empty_collections_that_may_be_left_out_are_and_quantities_are_canonical(string given, string expected)
    {
        var spec = Json.Object(given);

        BuiltInEncoding.Apply(spec, SchemaCatalog.Type("core.PodSpec"));

        Json.Same(expected, spec);
    }
}
