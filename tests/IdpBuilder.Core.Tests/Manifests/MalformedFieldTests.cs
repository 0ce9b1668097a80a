using System.Text.Json.Nodes;
using IdpBuilder.Comparison;
using IdpBuilder.Health;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Sync;

namespace IdpBuilder.Tests.Manifests;

/// <summary>Fields that do not hold what they should: they are passed over, and nothing breaks.</summary>
public sealed class MalformedFieldTests
{
    [Theory]
    [InlineData("\"automated\"")]
    [InlineData("[]")]
    [InlineData("{\"syncOptions\":{\"a\":1}}")]
    public void A_sync_policy_that_is_none_has_no_options(string policy) =>
        Assert.Empty(ApplicationSources.SyncOptions(Read($$"""{"apiVersion":"argoproj.io/v1alpha1","kind":"Application","spec":{"syncPolicy":{{policy}} } }""")));

    [Fact]
    public void What_was_applied_last_may_have_a_field_twice()
    {
        var live = new Manifest(new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [LastApplied.Annotation] = """{"a":1,"a":2}""" } } });

        Assert.Equal(2, LastApplied.Of(live)!["a"]!.GetValue<int>());
    }

    [Fact]
    public void What_was_applied_last_may_have_a_list_of_something_else()
    {
        const string Target = """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"spec":{"containers":[{"name":"c","env":[{"name":"A","value":"1"}]}]}}""";
        var live = Read(Target);
        live.Metadata!["annotations"] = new JsonObject { [LastApplied.Annotation] = Target.Replace("""[{"name":"A","value":"1"}]""", """["x"]""", StringComparison.Ordinal) };

        Assert.False(LiveComparison.IsModified(Read(Target), live));
    }

    [Fact]
    public void An_autoscaler_may_say_its_conditions_twice() =>
        Assert.NotNull(ResourceHealthTable.Assess(Read("""
            {"apiVersion":"autoscaling/v1","kind":"HorizontalPodAutoscaler","metadata":{"name":"a","annotations":
             {"autoscaling.alpha.kubernetes.io/conditions":"[{\"type\":\"ScalingActive\",\"type\":\"AbleToScale\",\"status\":\"True\"}]"}} }
            """)));

    [Theory]
    [InlineData("[z-a]*")]
    [InlineData("[!]")]
    [InlineData("[^]")]
    public void A_pattern_that_is_none_matches_nothing(string pattern) => Assert.False(Globs.IsMatch(pattern, "a"));

    [Fact]
    public void An_index_beyond_all_lists_is_no_path() => Assert.Null(JsonPath.OfJq(".spec.x[99999999999]"));

    [Fact]
    public void A_retry_whose_wait_would_be_negative_is_due_at_once()
    {
        var retry = RetryStrategy.Read((JsonObject)JsonNode.Parse("""{"limit":-1,"backoff":{"duration":"5s","factor":-100000,"maxDuration":"3m"}}""")!, 0);

        Assert.Equal(DateTimeOffset.UnixEpoch, retry.NextAt(DateTimeOffset.UnixEpoch, 3));
    }

    [Theory]
    [InlineData("3000000000", int.MaxValue - 1)]
    [InlineData("2147483647", int.MaxValue - 1)]
    [InlineData("-3000000000", int.MinValue)]
    [InlineData("99999999999999999999", 0)]
    public void A_wave_beyond_all_others_is_the_last_or_the_first(string text, int expected) =>
        Assert.Equal(expected, SyncWave.Of(Read($$"""{"metadata":{"annotations":{"argocd.argoproj.io/sync-wave":"{{text}}"} } }""")));

    [Theory]
    [InlineData("gateway.networking.k8s.io/v1", "GatewayClass")]
    [InlineData("snapshot.storage.k8s.io/v1", "VolumeSnapshotContent")]
    [InlineData("resource.k8s.io/v1", "DeviceClass")]
    [InlineData("admissionregistration.k8s.io/v1", "MutatingAdmissionPolicy")]
    public void Types_of_the_whole_cluster_have_no_namespace(string apiVersion, string kind) =>
        Assert.False(new KnownScopes([]).IsNamespaced(GroupVersionKind.Of(apiVersion, kind)));

    private static Manifest Read(string json) => new((JsonObject)JsonNode.Parse(json)!);
}
