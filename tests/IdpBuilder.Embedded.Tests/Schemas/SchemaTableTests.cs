using IdpBuilder.Embedded.Discovery.BuiltIn;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tests.Schemas;

public sealed class SchemaTableTests
{
    public static TheoryData<string, string> GroupVersions => [.. SchemaCatalog.GroupVersions.Select(version => (version.Group, version.Version))];

    [Theory]
    [MemberData(nameof(GroupVersions))]
    public void Every_line_of_every_table_can_be_read(string group, string version)
    {
        var seen = new HashSet<TypeSchema>();
        foreach (var kind in SchemaCatalog.KindsOf(group, version))
        {
            Visit(SchemaCatalog.Find(new GroupVersionKind(group, version, kind))!, seen);
        }

        Assert.NotEmpty(seen);
    }

    [Theory]
    [MemberData(nameof(GroupVersions))]
    public void Every_field_of_a_kind_has_a_number_of_its_own_in_protobuf(string group, string version)
    {
        foreach (var kind in SchemaCatalog.KindsOf(group, version))
        {
            var schema = SchemaCatalog.Find(new GroupVersionKind(group, version, kind))!;

            Assert.Equal(
                schema.Properties.Keys.Except(["apiVersion", "kind"]).Order(StringComparer.Ordinal),
                schema.Fields.Numbers.All.Select(field => field.Value.Name).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Everything_that_is_served_has_a_schema() =>
        Assert.Empty(BuiltInTypes.All.Where(type => type.Schema is null).Select(type => type.QualifiedName));

    [Theory]
    [InlineData("apps", "v1", "Deployment", "spec.replicas", nameof(SchemaType.Integer))]
    [InlineData("apps", "v1", "Deployment", "spec.template.spec.containers", nameof(SchemaType.List))]
    [InlineData("", "v1", "ConfigMap", "data", nameof(SchemaType.Object))]
    [InlineData("", "v1", "Service", "spec.type", nameof(SchemaType.String))]
    [InlineData("batch", "v1", "CronJob", "spec.jobTemplate.spec.template.spec.restartPolicy", nameof(SchemaType.String))]
    [InlineData("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "spec.versions", nameof(SchemaType.List))]
    [InlineData("rbac.authorization.k8s.io", "v1", "ClusterRole", "rules", nameof(SchemaType.List))]
    [InlineData("", "v1", "Pod", "metadata.labels", nameof(SchemaType.Object))]
    [InlineData("autoscaling", "v2", "HorizontalPodAutoscaler", "spec.maxReplicas", nameof(SchemaType.Integer))]
    public void Fields_have_their_type(string group, string version, string kind, string path, string expected) =>
        Assert.Equal(expected, At(SchemaCatalog.Find(new GroupVersionKind(group, version, kind))!, path).Type.ToString());

    [Fact]
    public void A_list_of_objects_knows_what_tells_its_items_apart()
    {
        var ports = At(Pod, "spec.containers").Items!.Field("ports")!;
        Assert.Equal(ListKind.Map, ports.ListKind);
        Assert.Equal(["containerPort", "protocol"], ports.MapKeys);
        Assert.Equal("containerPort", ports.PatchMergeKey);
        Assert.Equal("TCP", ports.Items!.Field("protocol")!.Default!.GetValue<string>());
    }

    [Fact]
    public void Finalizers_are_a_set() => Assert.Equal(ListKind.Set, At(Pod, "metadata.finalizers").ListKind);

    [Fact]
    public void Volumes_are_merged_and_retain_only_named_keys() =>
        Assert.Equal(PatchStrategy.Merge | PatchStrategy.RetainKeys, At(Pod, "spec.volumes").PatchStrategy);

    [Fact]
    public void A_selector_has_one_owner() =>
        Assert.True(At(SchemaCatalog.Find(new GroupVersionKind("apps", "v1", "Deployment"))!, "spec.selector").IsAtomic);

    [Fact]
    public void A_kind_that_is_not_built_in_has_no_schema()
    {
        Assert.Null(SchemaCatalog.Find(new GroupVersionKind("argoproj.io", "v1alpha1", "Workflow")));
        Assert.Null(SchemaCatalog.Find(new GroupVersionKind("apps", "v1", "DeploymentSpec")));
    }

    [Theory]
    [InlineData("group x/v1 as x.v1\nkind A\n  b\n", "without a type")]
    [InlineData("group x/v1 as x.v1\nkind A\n  b string often\n", "unknown mark")]
    [InlineData("group x/v1 as x.v1\nclass A\n", "unknown heading")]
    [InlineData("group x/v1 as x.v1\nkind A\n  1 b string\n  1* c string\n", "the number 1* of another field")]
    [InlineData("group x/v1 as x.v1\nkind A\n  1 b string\n  1.1 c string\n", "the number 1 of an inlined message")]
    [InlineData("group x/v1 as x.v1\nkind A\n  1.x b string\n", "'1.x', which is none")]
    public void A_mistake_in_a_table_is_named(string text, string expected)
    {
        var failure = Assert.Throws<FormatException>(() => new SchemaTable("x", text).FindKind("A")!.Fields.Numbers);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a string", nameof(SchemaType.String))]
    [InlineData("a [{int32}]", nameof(SchemaType.List))]
    [InlineData("a {[string]} atomic", nameof(SchemaType.Object))]
    [InlineData("a intOrString", nameof(SchemaType.IntOrString))]
    [InlineData("a any", nameof(SchemaType.Any))]
    public void The_notation_nests(string line, string expected) =>
        Assert.Equal(expected, SchemaFieldReader.Read(line, "core").Schema.Type.ToString());

    [Fact]
    public void Marks_are_read_in_any_order()
    {
        var (name, required, schema, _) = SchemaFieldReader.Read("usages! [string] enum(digital signature|any) merge set", "core");
        Assert.Equal(("usages", true), (name, required));
        Assert.Equal((ListKind.Set, PatchStrategy.Merge), (schema.ListKind, schema.PatchStrategy));
        Assert.Equal(["digital signature", "any"], schema.Items!.Enum.Select(value => value!.GetValue<string>()));
    }

    private static TypeSchema Pod => SchemaCatalog.Find(new GroupVersionKind(string.Empty, "v1", "Pod"))!;

    private static TypeSchema At(TypeSchema schema, string path) =>
        path.Split('.').Aggregate(schema, (at, name) => at.Field(name)!);

    private static void Visit(TypeSchema schema, HashSet<TypeSchema> seen)
    {
        if (!seen.Add(schema))
        {
            return;
        }

        _ = schema.Fields.Numbers;
        foreach (var field in schema.Properties.Values.Concat([schema.Items, schema.AdditionalProperties]).OfType<TypeSchema>())
        {
            if (field.Name.Length == 0 || seen.All(known => known.Name != field.Name))
            {
                Visit(field, seen);
            }
        }
    }
}
